internal import CZlib
public import Diagnostics

/// Unpacks the gzip file (RFC 1952) of another source on the way, one member after the other.
///
/// Throws `archive-damaged` where it is cut off or its check sum is wrong, `archive-too-large` beyond the limits.
public final class GunzipByteSource: ByteSource, @unchecked Sendable {
  private static let chunk = 1 << 16

  private let file: String
  private let limits: InputLimits
  private var source: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private let packed: UnsafeMutableRawBufferPointer
  private var packedBytes = 0
  private var unpackedBytes = 0
  private var isInMember = true
  private var isEnded = false

  /// `file` is the name used in messages.
  public init(_ source: any ByteSource, file: String, limits: InputLimits = InputLimits()) {
    self.source = source
    self.file = file
    self.limits = limits
    packed = .allocate(byteCount: GunzipByteSource.chunk, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for the gzip wrapping.
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib starts")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    packed.deallocate()
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard !isEnded, buffer.count > 0 else { return 0 }
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    while Int(stream.pointee.avail_out) == room {
      if stream.pointee.avail_in == 0 {
        let got = try source.read(into: packed)
        guard got > 0 else {
          isEnded = true
          if isInMember { throw .archiveTruncated(file) }
          return 0
        }
        packedBytes += got
        stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(got)
      }
      if !isInMember {
        guard try beginMember() else { continue }
      }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: isInMember = false
      default:
        isEnded = true
        throw .archiveDamaged(
          file, LocalizedText(id: "isi berkas gzip ini rusak", en: "the contents of this gzip file are damaged"))
      }
    }
    let count = room - Int(stream.pointee.avail_out)
    unpackedBytes += count
    try checkLimits()
    return count
  }

  /// Whether another member begins here. Zeros after the last one are padding.
  private func beginMember() throws(Diagnostic) -> Bool {
    while stream.pointee.avail_in > 0, let next = stream.pointee.next_in, next.pointee == 0 {
      stream.pointee.next_in = next + 1
      stream.pointee.avail_in -= 1
    }
    guard stream.pointee.avail_in > 0 else { return false }
    guard stream.pointee.next_in?.pointee == 0x1F else {
      isEnded = true
      throw .archiveDamaged(
        file,
        LocalizedText(id: "ada data lain sesudah akhir berkas gzip", en: "other data follows the end of the gzip file"))
    }
    inflateReset(stream)
    isInMember = true
    return true
  }

  private func checkLimits() throws(Diagnostic) {
    if unpackedBytes > limits.unpackedBytes {
      isEnded = true
      throw .archiveTooLarge(
        file,
        LocalizedText(
          id: "isinya lebih dari \(limits.unpackedBytes) bita", en: "it holds more than \(limits.unpackedBytes) bytes"))
    }
    if unpackedBytes > limits.trustedBytes, unpackedBytes / limits.ratio > packedBytes {
      isEnded = true
      throw .archiveTooLarge(
        file,
        LocalizedText(
          id: "isinya mengembang lebih dari \(limits.ratio) kali, seperti bom gzip",
          en: "it grows more than \(limits.ratio) times, as a gzip bomb does"))
    }
  }
}
