namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>What a name of a pickle stands for here. Nothing is ever looked up or called by name.</summary>
internal enum PickleMeaning
{
    /// <summary>An ordered dictionary.</summary>
    Dictionary,

    /// <summary>A view of a storage.</summary>
    Tensor,

    /// <summary>A tensor that carries a class or attributes of its own, by a function that names another function.</summary>
    TensorOfClass,

    /// <summary>A tensor that is wrapped as a parameter, by a function.</summary>
    Parameter,

    /// <summary>A tensor that is wrapped as a parameter, by its class (files of 2017).</summary>
    ParameterClass,

    /// <summary>A kind of number.</summary>
    Numbers,

    /// <summary>A small value beside the tensors, such as a size, a device or a number of numpy; it is passed over.</summary>
    Value,

    /// <summary>Python's own way to make an object of a class (protocols 0 and 1).</summary>
    Reconstructor,

    /// <summary>A class that is not known here; its objects keep their items and nothing of them is run.</summary>
    Class,
}
