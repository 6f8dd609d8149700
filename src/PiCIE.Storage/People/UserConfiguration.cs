using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Experiments.People;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.People;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.HasKey(user => user.Name);
        builder.Property(user => user.Name).HasMaxLength(200);
        builder.Property(user => user.Role).HasConversion<EnumText<Role>>().HasMaxLength(EnumText<Role>.Length);
        builder.ToTable("users", table => table.HasCheckConstraint("ck_users_role", EnumText<Role>.Check("role")));
    }
}
