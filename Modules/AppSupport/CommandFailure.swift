public import Diagnostics
import Domain
import Forms
import Importers
import Reporting
import Storage

/// Why a command stops: an exit code and what to tell the user.
public struct CommandFailure: Error, Sendable {
  public var status: ExitStatus
  public var diagnostics: [Diagnostic]

  public init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
    self.status = status
    self.diagnostics = diagnostics
  }

  public init(
    _ status: ExitStatus, _ code: String, _ message: LocalizedText, hint: LocalizedText? = nil, value: String? = nil
  ) {
    self.init(status, [Diagnostic(code: code, message: message, value: value, hint: hint)])
  }

  /// The failure behind any error of the modules below.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let failure as ImportFailure:
      let status: ExitStatus =
        switch failure.kind {
        case .unreadable: .noInput
        case .data: .data
        case .usage: .usage
        }
      self.init(status, failure.diagnostics)
    case let failure as ReportFailure: self.init(.usage, [failure.diagnostic])
    case let failure as FormFailure: self.init(.usage, [failure.diagnostic])
    case let error as StorageError: self = Self.storage(error)
    case let error as UndoError: self = error.failure
    case let diagnostic as Diagnostic:
      let status: ExitStatus =
        switch diagnostic.code {
        case "output-unwritable", "converter-missing", "converter-failed": .cannotCreate
        case "format-unfit": .usage
        default: .noInput
        }
      self.init(status, [diagnostic])
    case let errors as DiagnosticError: self.init(.configuration, errors.diagnostics)
    default:
      self.init(
        .internalError, "internal-error",
        LocalizedText(id: "kesalahan di dalam program: \(error)", en: "an error inside the program: \(error)"))
    }
  }

  private static func storage(_ error: StorageError) -> CommandFailure {
    func made(
      _ status: ExitStatus, _ code: String, _ id: String, _ en: String, hint: LocalizedText? = nil
    ) -> CommandFailure { CommandFailure(status, code, LocalizedText(id: id, en: en), hint: hint) }
    switch error {
    case .missing(let path):
      return made(
        .io, "store-missing", "belum ada data di \(path)", "there is no store at \(path)",
        hint: LocalizedText(id: "buat dengan: sinergi-admin init", en: "make one with: sinergi-admin init"))
    case .exists(let path):
      return made(.cannotCreate, "file-exists", "\(path) sudah ada", "\(path) exists already")
    case .notAStore(let path):
      return made(
        .io, "store-not-a-store", "\(path) bukan data Sinergi; berkas tidak diubah",
        "\(path) is no store of Sinergi; it was left as it is")
    case .newer(let path, let version):
      return made(
        .io, "store-newer", "\(path) dibuat oleh Sinergi yang lebih baru (skema \(version))",
        "\(path) was made by a newer Sinergi (schema \(version))",
        hint: LocalizedText(id: "pasang versi terbaru", en: "install the newest version"))
    case .older(let path):
      return made(
        .configuration, "store-older", "skema \(path) lebih lama daripada program ini",
        "the schema of \(path) is older than this program",
        hint: LocalizedText(id: "jalankan: sinergi-admin migrate", en: "run: sinergi-admin migrate"))
    case .readOnly(let path):
      return made(.io, "store-read-only", "\(path) hanya dapat dibaca", "\(path) is read-only")
    case .full(let path):
      return made(
        .io, "disk-full", "ruang penyimpanan \(path) penuh; tidak ada yang berubah",
        "no space is left for \(path); nothing was changed")
    case .busy(let path):
      return made(
        .busy, "store-busy", "\(path) sedang ditulis oleh proses lain", "another process is writing to \(path)",
        hint: LocalizedText(
          id: "ulangi nanti, atau tunggu lebih lama dengan --wait", en: "try again, or wait longer with --wait"))
    case .damaged(let path, let detail):
      return made(
        .io, "store-damaged", "\(path) rusak: \(detail)", "\(path) is damaged: \(detail)",
        hint: LocalizedText(
          id: "pulihkan cadangan: sinergi-admin restore BERKAS", en: "restore a backup: sinergi-admin restore FILE"))
    case .failed(let path, let detail):
      return made(.io, "store-failed", "\(path): \(detail)", "\(path): \(detail)")
    case .notMigrated(let dataset):
      return made(
        .configuration, "dataset-not-migrated", "deklarasi dataset `\(dataset)` belum diterapkan pada data",
        "the declaration of dataset `\(dataset)` is not applied to the store",
        hint: LocalizedText(id: "jalankan: sinergi-admin migrate", en: "run: sinergi-admin migrate"))
    case .refused(let dataset, let detail):
      return made(
        .configuration, "migration-refused", "perubahan dataset `\(dataset)` ditolak: \(detail)",
        "the change of dataset `\(dataset)` is refused: \(detail)")
    case .keyMissing(let dataset, let field, let row):
      let place = row.map { ("baris \($0): ", "row \($0): ") } ?? ("", "")
      return made(
        .internalError, "key-missing", "\(place.0)kunci `\(field)` dataset `\(dataset)` tidak diisi",
        "\(place.1)the key `\(field)` of dataset `\(dataset)` is missing")
    case .locked(let dataset, let number, let region, let reason):
      let period = Period(number: number)?.description ?? "\(number)"
      let code = RegionCode(region)?.description ?? "\(region)"
      return made(
        .data, "period-locked", "periode \(period) dataset `\(dataset)` sudah ditutup untuk wilayah \(code): \(reason)",
        "period \(period) of dataset `\(dataset)` is closed for region \(code): \(reason)",
        hint: LocalizedText(
          id: "buka kembali dengan alasan: sinergi-admin period unlock",
          en: "reopen it with a reason: sinergi-admin period unlock"))
    case .targetAgreed(let target, let year):
      return made(
        .data, "target-agreed", "daftar \(year) target `\(target)` sudah disepakati",
        "the list of \(year) of target `\(target)` is agreed already",
        hint: LocalizedText(
          id: "ubah dengan keputusan: --set decision=\"BA Rakor …\" --set reason=\"…\" --set decided=TTTT-BB-HH",
          en: "change it by a decision: --set decision=\"…\" --set reason=\"…\" --set decided=YYYY-MM-DD"))
    case .targetEmpty(let target, let year):
      return made(
        .data, "target-list-empty", "target `\(target)` belum punya daftar desa \(year)",
        "target `\(target)` has no list of villages of \(year)",
        hint: LocalizedText(
          id: "impor dengan: sinergi-import run target_list BERKAS --set target=\(target)",
          en: "import one with: sinergi-import run target_list FILE --set target=\(target)"))
    case .outsideScope:
      return made(
        .noPermission, "scope-denied", "wilayah ini di luar kewenangan Anda", "this region is outside your scope")
    }
  }
}
