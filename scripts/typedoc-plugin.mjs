// What typedoc.json loads into typedoc: comments for members whose meaning is the same everywhere.
import { Comment, Converter, ReflectionKind } from "typedoc";

const COMMON = {
  dispose:
    "Frees the native object at once; disposing twice is allowed. After it every other member throws `DisposedError`.",
  disposed: "Whether it was disposed.",
  "[dispose]": "The same as `dispose`: ends the object with its block when it was declared by `using`.",
  "[custom]": "How `console.log` shows it.",
};

/** Where the operators that are methods of Tensor are declared. */
const OPERATORS = /lib\/tensor\/(tensor|operators)\.ts$/;

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
      ];
      const text = COMMON[member.name] ?? operatorText(member);
      for (const each of signatures) {
        if (!each || each.hasComment()) continue;
        if (text !== undefined) each.comment = new Comment([{ kind: "text", text }]);
        else if (each === setSignature) each.comment = getSignature?.comment?.clone();
      }
    }
  });
}

// A method of Tensor without a comment is PyTorch's, and PyTorch's page says what it does.
function operatorText({ name, sources, flags, kind }) {
  if (kind === ReflectionKind.Accessor || flags.isStatic) return undefined;
  if (!OPERATORS.test(sources?.[0]?.fullFileName ?? "")) return undefined;
  const operator = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const page = `https://docs.pytorch.org/docs/stable/search.html?q=${operator}`;
  return `As PyTorch's [\`${operator}\`](${page}).`;
}
