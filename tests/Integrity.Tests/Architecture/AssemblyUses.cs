using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Integrity.Tests.Architecture;

/// <summary>That the code of one type names another type, or one of its members.</summary>
/// <param name="From">The outermost type whose code it is: a closure or a state machine counts for the type that it was written in.</param>
/// <param name="To">The type named, with its namespace; a nested one as <c>Outer+Inner</c>.</param>
/// <param name="Member">The member, or null where the type itself is named.</param>
internal readonly record struct Use(string From, string To, string? Member)
{
    public string FromNamespace => NamespaceOf(From);

    public string ToNamespace => NamespaceOf(To);

    public override string ToString() => $"{From} → {To}{(Member is null ? "" : "." + Member)}";

    private static string NamespaceOf(string type) => type.LastIndexOf('.') is var dot and > 0 ? type[..dot] : "";
}

/// <summary>Reads from an assembly's metadata and IL who uses what: what was compiled, not what the source seems to say.</summary>
internal sealed partial class AssemblyUses
{
    private static readonly IReadOnlyDictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    /// <summary>What arithmetic in floating point is reported as, where no type is named.</summary>
    public const string FloatingPoint = "System.Double";

    private static readonly IReadOnlySet<int> ConvertsToFloat =
        new[] { OpCodes.Conv_R4, OpCodes.Conv_R8, OpCodes.Conv_R_Un }.Select(code => code.Value & 0xFFFF).ToHashSet();

    private readonly PEReader file;
    private readonly MetadataReader reader;
    private readonly TypeNames names;
    private readonly HashSet<Use> uses = [];

    private AssemblyUses(PEReader file)
    {
        this.file = file;
        reader = file.GetMetadataReader();
        names = new();
    }

    public static IReadOnlyCollection<Use> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var read = new AssemblyUses(file);
        foreach (var handle in read.reader.TypeDefinitions) read.ReadType(handle);
        return read.uses;
    }

    /// <summary>The assemblies that an assembly was compiled against and uses.</summary>
    public static IReadOnlyList<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(one => one.Name!).Order()];

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var from = Outermost(handle);
        AddType(from, type.BaseType);
        AddAttributes(from, type.GetCustomAttributes());
        AddConstraints(from, type.GetGenericParameters());
        foreach (var one in type.GetInterfaceImplementations()) AddType(from, reader.GetInterfaceImplementation(one).Interface);
        foreach (var one in type.GetFields())
        {
            var field = reader.GetFieldDefinition(one);
            Add(from, field.DecodeSignature(names, null), null);
            AddAttributes(from, field.GetCustomAttributes());
        }
        foreach (var one in type.GetProperties()) AddAttributes(from, reader.GetPropertyDefinition(one).GetCustomAttributes());
        foreach (var one in type.GetMethods()) ReadMethod(from, reader.GetMethodDefinition(one));
    }

    private void ReadMethod(string from, MethodDefinition method)
    {
        AddSignature(from, method.DecodeSignature(names, null));
        AddAttributes(from, method.GetCustomAttributes());
        AddConstraints(from, method.GetGenericParameters());
        foreach (var one in method.GetParameters()) AddAttributes(from, reader.GetParameter(one).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0) return;
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        foreach (var region in body.ExceptionRegions) AddType(from, region.CatchType);
        ReadCode(from, body.GetILReader());
    }

    private void ReadCode(string from, BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            int op = code.ReadByte();
            if (op == 0xFE) op = op << 8 | code.ReadByte();
            switch (Operands[op])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    AddToken(from, MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += targets * 4;
                    break;
                case OperandType.InlineR or OperandType.ShortInlineR:
                    uses.Add(new(from, FloatingPoint, null));
                    code.Offset += Operands[op] == OperandType.InlineR ? 8 : 4;
                    break;
                case OperandType.InlineI8:
                    code.Offset += 8;
                    break;
                case OperandType.InlineNone:
                    if (ConvertsToFloat.Contains(op)) uses.Add(new(from, FloatingPoint, null));
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void AddToken(string from, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(from, [TypeNames.NameOf(reader, method.GetDeclaringType())], reader.GetString(method.Name));
                break;
            case HandleKind.FieldDefinition:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(from, [TypeNames.NameOf(reader, field.GetDeclaringType())], reader.GetString(field.Name));
                break;
            case HandleKind.MemberReference:
                var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                Add(from, NamesOf(member.Parent), reader.GetString(member.Name));
                if (member.GetKind() == MemberReferenceKind.Method) AddSignature(from, member.DecodeMethodSignature(names, null));
                else Add(from, member.DecodeFieldSignature(names, null), null);
                break;
            case HandleKind.MethodSpecification:
                var generic = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                AddToken(from, generic.Method);
                foreach (var argument in generic.DecodeSignature(names, null)) Add(from, argument, null);
                break;
            default:
                AddType(from, handle);
                break;
        }
    }

    private void AddAttributes(string from, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            AddToken(from, attribute.Constructor);
            // A typeof in an attribute is written as the type's name.
            var value = reader.GetBlobReader(attribute.Value);
            foreach (Match named in OurTypes().Matches(value.ReadUTF8(value.RemainingBytes))) uses.Add(new(from, named.Value, null));
            if (attribute.Constructor.Kind == HandleKind.MethodDefinition)
                AddSignature(from, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).DecodeSignature(names, null));
        }
    }

    private void AddConstraints(string from, GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
            foreach (var constraint in reader.GetGenericParameter(parameter).GetConstraints())
                AddType(from, reader.GetGenericParameterConstraint(constraint).Type);
    }

    private void AddSignature(string from, MethodSignature<ImmutableArray<string>> signature)
    {
        Add(from, signature.ReturnType, null);
        foreach (var parameter in signature.ParameterTypes) Add(from, parameter, null);
    }

    private void AddType(string from, EntityHandle type) => Add(from, NamesOf(type), null);

    private void Add(string from, ImmutableArray<string> types, string? member)
    {
        // The member belongs to the type itself, not to the arguments of its generic parameters.
        for (var i = 0; i < types.Length; i++) uses.Add(new(from, types[i], i == 0 ? member : null));
    }

    private ImmutableArray<string> NamesOf(EntityHandle type) => type.IsNil ? [] : type.Kind switch
    {
        HandleKind.TypeDefinition => [TypeNames.NameOf(reader, (TypeDefinitionHandle)type)],
        HandleKind.TypeReference => [TypeNames.NameOf(reader, (TypeReferenceHandle)type)],
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(names, null),
        HandleKind.MethodDefinition => [TypeNames.NameOf(reader, reader.GetMethodDefinition((MethodDefinitionHandle)type).GetDeclaringType())],
        _ => [],
    };

    private string Outermost(TypeDefinitionHandle handle)
    {
        while (reader.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } outer) handle = outer;
        return TypeNames.NameOf(reader, handle);
    }

    [GeneratedRegex(@"Integrity(\.[\w+`]+)+")]
    private static partial Regex OurTypes();
}
