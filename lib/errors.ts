/** Every error that this package throws has a stable `code`; match on it, not on the message. */
export type ErrorCode =
  | "TORCH_NOT_FOUND"
  | "TORCH_VERSION_MISMATCH"
  | "NATIVE_NOT_FOUND"
  | "UNSUPPORTED_PLATFORM"
  | "DOWNLOAD_FAILED"
  | "CHECKSUM_MISMATCH"
  | "DISK_FULL"
  | "CACHE_NOT_WRITABLE"
  | "SETUP_FAILED"
  | "INVALID_ARGUMENT"
  | "INVALID_DTYPE"
  | "INVALID_SHAPE"
  | "INDEX_OUT_OF_RANGE"
  | "UNKNOWN_OPERATOR"
  | "UNSAFE_OPERATOR"
  | "NOT_IMPLEMENTED"
  | "TORCH_ERROR"
  | "OUT_OF_MEMORY"
  | "TOO_MANY_TENSORS"
  | "DISPOSED"
  | "TENSOR_BUSY"
  | "CANCELLED"
  | "INVALID_CONFIG"
  | "INVALID_DATA"
  | "NON_FINITE"
  | "INTERNAL";

/** Machine-readable facts behind an error: which operator, which argument, what was expected, what came. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** Base of every error of this package. */
export class DinoError extends Error {
  /** What kind of mistake it is; it stays the same when the words of the message change. */
  readonly code: ErrorCode;
  /** The facts of this one; empty where the message says all. */
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
}

/** LibTorch is not on this machine, or not where it was looked for; the message lists every attempt. */
export class TorchNotFoundError extends DinoError {}

/** The LibTorch that was found is not the one the addon was built with. */
export class TorchVersionMismatchError extends DinoError {}

/** The compiled addon is missing or does not load. */
export class NativeNotFoundError extends DinoError {}

/** This operating system, processor or C library cannot run LibTorch. */
export class UnsupportedPlatformError extends DinoError {}

/** Setting LibTorch up failed: `DOWNLOAD_FAILED`, `CHECKSUM_MISMATCH`, `DISK_FULL`, `CACHE_NOT_WRITABLE` or `SETUP_FAILED`. */
export class SetupError extends DinoError {}

/** An argument of the wrong type, value or number (`INVALID_ARGUMENT`). */
export class ArgumentError extends DinoError {}

/** A tensor of the wrong dtype, or an unknown dtype name (`INVALID_DTYPE`). */
export class DTypeError extends DinoError {}

/** A shape that does not fit the data or the operation (`INVALID_SHAPE`). */
export class ShapeError extends DinoError {}

/** An index beyond a dimension's size (`INDEX_OUT_OF_RANGE`). */
export class IndexError extends DinoError {}

/** No operator of that name, or it has no kernel for these arguments (`UNKNOWN_OPERATOR`, `NOT_IMPLEMENTED`). */
export class OperatorError extends DinoError {}

/**
 * LibTorch itself is known to crash, hang or touch foreign memory in this overload (`details.overload`, `details.reason`;
 * the table is lib/aten/unsafe.json); the option `{ unsafe: true }` calls it all the same (`UNSAFE_OPERATOR`).
 */
export class UnsafeOperatorError extends DinoError {}

/** LibTorch refused the call; the message is LibTorch's own (`TORCH_ERROR`). */
export class TorchError extends DinoError {}

/** A result larger than the memory at hand (`OUT_OF_MEMORY`), or a loop that frees nothing (`TOO_MANY_TENSORS`). */
export class OutOfMemoryError extends DinoError {}

/** The tensor, module or other object was disposed before this call (`DISPOSED`). */
export class DisposedError extends DinoError {}

/** A pending job reads or writes what this call would touch; `await` the job first (`TENSOR_BUSY`). */
export class TensorBusyError extends DinoError {}

/** The job was cancelled before it ran, because its environment is closing (`CANCELLED`). */
export class CancelledError extends DinoError {}

/** A configuration with mistakes; `details.issues` lists all of them (`INVALID_CONFIG`). */
export class ConfigError extends DinoError {}

/** A data file that cannot be read, is not what its name says, or is cut short (`INVALID_DATA`). */
export class DataError extends DinoError {}

/** NaN or infinity where a number is needed: in a gradient under `detectAnomaly`, or a norm to clip by (`NON_FINITE`). */
export class NonFiniteError extends DinoError {}

const CLASS_OF_CODE: Readonly<Record<ErrorCode, typeof DinoError>> = {
  TORCH_NOT_FOUND: TorchNotFoundError,
  TORCH_VERSION_MISMATCH: TorchVersionMismatchError,
  NATIVE_NOT_FOUND: NativeNotFoundError,
  UNSUPPORTED_PLATFORM: UnsupportedPlatformError,
  DOWNLOAD_FAILED: SetupError,
  CHECKSUM_MISMATCH: SetupError,
  DISK_FULL: SetupError,
  CACHE_NOT_WRITABLE: SetupError,
  SETUP_FAILED: SetupError,
  INVALID_ARGUMENT: ArgumentError,
  INVALID_DTYPE: DTypeError,
  INVALID_SHAPE: ShapeError,
  INDEX_OUT_OF_RANGE: IndexError,
  UNKNOWN_OPERATOR: OperatorError,
  UNSAFE_OPERATOR: UnsafeOperatorError,
  NOT_IMPLEMENTED: OperatorError,
  TORCH_ERROR: TorchError,
  OUT_OF_MEMORY: OutOfMemoryError,
  TOO_MANY_TENSORS: OutOfMemoryError,
  DISPOSED: DisposedError,
  TENSOR_BUSY: TensorBusyError,
  CANCELLED: CancelledError,
  INVALID_CONFIG: ConfigError,
  INVALID_DATA: DataError,
  NON_FINITE: NonFiniteError,
  INTERNAL: DinoError,
};

/** The error of the class that belongs to `code`. */
export function errorOf(
  code: ErrorCode,
  message: string,
  details?: ErrorDetails,
  options?: ErrorOptions,
): DinoError {
  return new CLASS_OF_CODE[code](code, message, details, options);
}
