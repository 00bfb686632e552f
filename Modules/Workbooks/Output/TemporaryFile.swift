package import Diagnostics
import Foundation

/// A new file under a name of its own, later moved into place or removed.
package struct TemporaryFile {
  package let path: String
  package let descriptor: Int32

  /// Creates the file in the folder of `place`, with the rights that a new file there gets.
  package init(besides place: String, reportedAs name: String) throws(Diagnostic) {
    let folder = place.lastIndex(of: "/").map { String(place[...$0]) } ?? ""
    try self.init(prefix: folder + ".sinergi-", mode: 0o666, reportedAs: name)
  }

  /// Creates the file in the folder for temporary files, readable by its owner only.
  init() throws(Diagnostic) {
    let folder = NSTemporaryDirectory()
    let prefix = (folder.hasSuffix("/") ? folder : folder + "/") + "sinergi-"
    try self.init(prefix: prefix, mode: 0o600, reportedAs: folder)
  }

  private init(prefix: String, mode: mode_t, reportedAs name: String) throws(Diagnostic) {
    for _ in 0..<100 {
      let path = prefix + String(UInt64.random(in: .min ... .max), radix: 36) + ".tmp"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 {
        self.path = path
        self.descriptor = descriptor
        return
      }
      guard errno == EEXIST else { break }
    }
    throw Diagnostic.outputUnwritable(name, errno)
  }

  /// Makes the content durable and gives the file the name `place`, replacing what was there.
  package func move(to place: String, reportedAs name: String) throws(Diagnostic) {
    guard fsync(descriptor) == 0 || errno == EINVAL, rename(path, place) == 0 else {
      throw Diagnostic.outputUnwritable(name, errno)
    }
    close(descriptor)
  }

  package func remove() {
    unlink(path)
    close(descriptor)
  }
}
