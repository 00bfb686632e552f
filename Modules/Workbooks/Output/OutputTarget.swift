import Diagnostics
import Foundation

/// Where results go: standard output, or a file that appears whole or not at all.
public enum OutputTarget: Hashable, Sendable {
  case standardOutput
  case file(String)

  /// The target of `--output`: nothing and `-` are standard output.
  public init(argument: String?) {
    guard let argument, argument != "-" else {
      self = .standardOutput
      return
    }
    self = .file(argument)
  }

  /// Runs `body` with a sink for this target.
  ///
  /// A file is written beside its place and renamed into it, so that readers see the old or the new one, never half
  /// of it; links are followed, and devices and named pipes are written to directly. A reader of standard output who
  /// leaves early ends the writing silently.
  /// - Throws: a `Diagnostic` with the code `output-unwritable`; what `body` throws.
  public func write(_ body: (any ByteSink) throws -> Void) throws {
    switch self {
    case .standardOutput: try Self.write(to: STDOUT_FILENO, named: nil, body)
    case .file(let path): try Self.write(toFile: path, body)
    }
  }

  private static func write(
    to descriptor: Int32, named path: String?, _ body: (any ByteSink) throws -> Void
  ) throws {
    let sink = DescriptorSink(descriptor)
    do {
      try body(sink)
      try sink.flush()
    } catch is ClosedPipe {
      return
    } catch let error as SystemError {
      throw Diagnostic.outputUnwritable(path, error.number)
    }
  }

  private static func write(toFile path: String, _ body: (any ByteSink) throws -> Void) throws {
    var status = stat()
    let exists = stat(path, &status) == 0
    guard !path.isEmpty else { throw Diagnostic.outputUnwritable(path, ENOENT) }
    if exists, status.st_mode & S_IFMT == S_IFDIR || path.hasSuffix("/") {
      throw Diagnostic.outputUnwritable(path, EISDIR)
    }
    if exists, status.st_mode & S_IFMT != S_IFREG { return try writeDirectly(path, body) }
    let place = exists ? resolved(path) : path
    let temporary = try TemporaryFile(besides: place, reportedAs: path)
    do {
      if exists { fchmod(temporary.descriptor, status.st_mode & 0o7777) }
      try write(to: temporary.descriptor, named: path, body)
      try temporary.move(to: place, reportedAs: path)
    } catch {
      temporary.remove()
      throw error
    }
  }

  private static func writeDirectly(_ path: String, _ body: (any ByteSink) throws -> Void) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Diagnostic.outputUnwritable(path, errno) }
    defer { close(descriptor) }
    try write(to: descriptor, named: path, body)
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
