import Tabular

/// Work that a command starts itself again for, to be protected from it.
public enum Worker {
  /// Does the work where the arguments ask for it and returns the exit status; nil for an ordinary call.
  public static func run(_ arguments: [String]) -> Int32? { XLSWorker.run(arguments) }
}
