import CExpat
import CFreeXL
import CZip

/// The C libraries of the office formats as the system has them: a test says at once where one is missing or too old,
/// instead of an import that fails later.
public enum SystemLibraries {
  /// Versions by the name of the library, as each tells its own.
  public static var versions: [String: String] {
    [
      "libzip": String(cString: zip_libzip_version()),
      "expat": String(cString: XML_ExpatVersion()),
      "freexl": String(cString: freexl_version()),
    ]
  }
}
