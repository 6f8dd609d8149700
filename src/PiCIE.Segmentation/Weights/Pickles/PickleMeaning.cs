namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>Says what a name of a pickle stands for here. Nothing is ever looked up or called by name.</summary>
internal enum PickleMeaning
{
    /// <summary>It stands for an ordered dictionary.</summary>
    Dictionary,

    /// <summary>It stands for a view of a storage.</summary>
    Tensor,

    /// <summary>It stands for a tensor that carries a class or attributes of its own, by a function that names another function.</summary>
    TensorOfClass,

    /// <summary>It stands for a tensor that is wrapped as a parameter, by a function.</summary>
    Parameter,

    /// <summary>It stands for a tensor that is wrapped as a parameter, by its class (files of 2017).</summary>
    ParameterClass,

    /// <summary>It stands for a kind of number.</summary>
    Numbers,

    /// <summary>It stands for a small value beside the tensors, such as a size, a device or a number of numpy, which is passed over.</summary>
    Value,

    /// <summary>It stands for Python's own way to make an object of a class (protocols 0 and 1).</summary>
    Reconstructor,

    /// <summary>It stands for a class that is not known here; its objects keep their items, and nothing of them is run.</summary>
    Class,
}
