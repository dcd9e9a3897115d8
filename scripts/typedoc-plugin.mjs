// What typedoc.json loads into typedoc: comments for members whose meaning is the same everywhere.
import { Comment, Converter, ReflectionKind } from "typedoc";

const COMMON = {
  dispose:
    "Frees the native object at once; disposing twice is allowed. After it every other member throws `DisposedError`.",
  disposed: "Whether it was disposed.",
  "[dispose]": "The same as `dispose`: ends the object with its block when it was declared by `using`.",
  "[custom]": "How `console.log` shows it.",
};

/** Whose methods are operators. */
const OPERATORS = ["Operators", "Tensor"];

/** Called by typedoc. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const { Accessor, Method, Property } = ReflectionKind;
    for (const member of project.getReflectionsByKind(Accessor | Method | Property)) {
      const { getSignature, setSignature, type } = member;
      const signatures = [
        ...(member.signatures ?? type?.declaration?.signatures ?? []),
        getSignature,
        setSignature,
        member.kind === Property ? member : undefined,
      ];
      const text = COMMON[member.name] ?? operatorText(member);
      for (const each of signatures) {
        if (!each || each.hasComment()) continue;
        if (text !== undefined) each.comment = new Comment([{ kind: "text", text }]);
        else if (each === setSignature) each.comment = getSignature?.comment?.clone();
      }
    }
    // Members of types that are written where they are used are described there; typedoc never asks for a parameter's.
    const undocumented = project
      .getReflectionsByKind(Property)
      .filter((member) => member.parent?.kind === ReflectionKind.TypeLiteral && !member.hasComment())
      .filter((member) => !isBelowParameter(member))
      .map((member) => member.getFriendlyFullName());
    const names = new Set([...app.options.getValue("intentionallyNotDocumented"), ...undocumented]);
    app.options.setValue("intentionallyNotDocumented", [...names]);
  });
}

function isBelowParameter({ parent, kind }) {
  return kind === ReflectionKind.Parameter || (parent !== undefined && isBelowParameter(parent));
}

// A method of Tensor without a comment is PyTorch's, and PyTorch's page says what it does.
function operatorText({ name, parent, flags, kind }) {
  if (kind === ReflectionKind.Accessor || flags.isStatic || !OPERATORS.includes(parent?.name))
    return undefined;
  const operator = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const page = `https://docs.pytorch.org/docs/stable/search.html?q=${operator}`;
  return `As PyTorch's [\`${operator}\`](${page}).`;
}
