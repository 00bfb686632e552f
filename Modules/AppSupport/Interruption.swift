import Diagnostics
import Dispatch
import Foundation

/// Ends the process on Ctrl-C and SIGTERM with a message and the shell's exit code. What was not committed is not kept:
/// the store is as if the process had been killed, which it survives.
final class Interruption: @unchecked Sendable {
  // Set up once and then left alone.
  private let sources: [any DispatchSourceSignal]

  init(_ console: Console) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        console.tell(
          LocalizedText(
            id: "\ndihentikan; yang belum selesai tidak disimpan, yang sudah selesai tetap ada",
            en: "\nstopped; what was not finished is not kept, what was finished stays"))
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }
}
