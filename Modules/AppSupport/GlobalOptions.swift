public import ArgumentParser

/// The options that every command takes.
public struct GlobalOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Berkas konfigurasi. (configuration file)", valueName: "berkas"))
  public var config: String?

  @Option(name: .long, help: ArgumentHelp("Berkas data, mengalahkan plugins.yaml. (store file)", valueName: "berkas"))
  public var store: String?

  @Option(name: .long, help: ArgumentHelp("Bahasa: id atau en. (language)", valueName: "bahasa"))
  public var lang: String?

  @Option(name: .long, help: ArgumentHelp("Nama yang dicatat pada batch. (user recorded)", valueName: "nama"))
  public var user: String?

  @Option(name: .long, help: ArgumentHelp("Detik menunggu penulis lain. (seconds to wait)", valueName: "detik"))
  public var wait: Double = 60

  @Flag(name: .long, help: "Hanya kesalahan. (errors only)")
  public var quiet = false

  @Flag(name: .long, help: "Ceritakan apa yang dikerjakan. (tell what is done)")
  public var verbose = false

  public init() {}
}

/// `--json`, for commands that print facts.
public struct JSONOption: ParsableArguments {
  @Flag(name: .long, help: "Keluaran JSON. (print JSON)")
  public var json = false

  public init() {}
}

/// `--set key=value`, for commands that run plugins.
public struct SetOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Opsi plugin, boleh berulang. (plugin option)", valueName: "kunci=nilai"))
  public var set: [String] = []

  public init() {}
}
