import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A worker at work; it is ended with its last user.
final class XLSProcess: @unchecked Sendable {
  private let file: String
  private let seconds: Int
  private let descriptor: Int32
  private var process: pid_t
  private var waited = 0
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)
  private var head = 0
  private var count = 0

  /// Starts a worker for the file at `path`; `sheet` nil asks for the list of sheets. Throws `xls-unreadable`.
  init(path: String, file: String, sheet: Int?, program: String, limits: InputLimits) throws(Diagnostic) {
    self.file = file
    seconds = max(1, limits.childSeconds)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .xlsUnreadable(file, .notStarted(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let arguments = [
      program, XLSWorker.argument, path, sheet.map(String.init) ?? "-", String(limits.childMemoryBytes),
      String(seconds),
    ]
    var started = pid_t()
    let status = XLSProcess.spawn(program, arguments, output: ends[1], &started)
    _ = close(ends[1])
    guard status == 0 else {
      _ = close(ends[0])
      throw .xlsUnreadable(file, .notStarted(status))
    }
    descriptor = ends[0]
    process = started
  }

  deinit {
    _ = close(descriptor)
    _ = finish(killing: true)
  }

  /// The next frame; throws `xls-unreadable` where the worker died, took too long or said nonsense.
  func next() throws(Diagnostic) -> (tag: UInt8, contents: [UInt8]) {
    let start = try take(5)
    let length = start[1...].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= XLSFrame.maximumBytes else { throw .xlsUnreadable(file, .nonsense) }
    return (start[0], try take(length))
  }

  private func take(_ wanted: Int) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(wanted)
    while bytes.count < wanted {
      if head == count { try fill() }
      let part = min(wanted - bytes.count, count - head)
      bytes.append(contentsOf: buffer[head..<head + part])
      head += part
    }
    return bytes
  }

  private func fill() throws(Diagnostic) {
    while true {
      var wish = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wish, 1, 1000)
      if ready == 0 {
        waited += 1
        guard waited < seconds + 1 else {
          _ = finish(killing: true)
          throw .xlsUnreadable(file, .tooSlow(seconds))
        }
        continue
      }
      let got = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw .xlsUnreadable(file, finish(killing: false)) }
      (head, count) = (0, got)
      return
    }
  }

  /// Waits for the worker's end and tells why it ended.
  private func finish(killing: Bool) -> XLSFailure {
    guard process > 0 else { return .nonsense }
    if killing { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    process = 0
    let signal = status & 0x7F
    if signal == SIGXCPU || signal == SIGKILL, !killing { return .tooSlow(seconds) }
    return signal != 0 ? .died(signal) : .ended(status >> 8 & 0xFF)
  }

  private static func spawn(
    _ program: String, _ arguments: [String], output: Int32, _ process: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8"), nil]
    if let path = getenv("LD_LIBRARY_PATH") {
      environment.insert(strdup("LD_LIBRARY_PATH=" + String(cString: path)), at: 0)
    }
    defer { for word in environment { free(word) } }
    return posix_spawn(&process, program, &actions, nil, words, environment)
  }
}

/// Why an old Excel file could not be read.
enum XLSFailure {
  case notStarted(Int32)
  /// The library found it damaged.
  case damaged(String)
  /// The worker was ended by a signal.
  case died(Int32)
  case ended(Int32)
  case tooSlow(Int)
  case nonsense
}

extension Diagnostic {
  static func xlsUnreadable(_ file: String, _ failure: XLSFailure) -> Diagnostic {
    let reason: LocalizedText =
      switch failure {
      case .notStarted(let error):
        LocalizedText(
          id: "program pembacanya tidak dapat dijalankan: \(String(cString: strerror(error)))",
          en: "the program that reads it cannot be started: \(String(cString: strerror(error)))")
      case .damaged(let code):
        LocalizedText(id: "isinya rusak (\(code))", en: "its contents are damaged (\(code))")
      case .died(let signal):
        LocalizedText(
          id: "berkas rusak, pembacanya berhenti mendadak (sinyal \(signal))",
          en: "the file is damaged, its reader died (signal \(signal))")
      case .ended(let status):
        LocalizedText(
          id: "pembacanya berhenti sebelum selesai (kode \(status))", en: "its reader stopped early (status \(status))")
      case .tooSlow(let seconds):
        LocalizedText(
          id: "pembacaannya melampaui \(seconds) detik atau batas memori",
          en: "reading it took more than \(seconds) seconds or its share of memory")
      case .nonsense: LocalizedText(id: "isinya rusak", en: "its contents are damaged")
      }
    return Diagnostic(
      code: "xls-unreadable",
      message: LocalizedText(
        id: "berkas Excel lama ini tidak dapat dibaca: \(reason.id)",
        en: "this old Excel file cannot be read: \(reason.en)"),
      place: Place(file: file), hint: FileUnsupported.saveAsXLSX)
  }
}
