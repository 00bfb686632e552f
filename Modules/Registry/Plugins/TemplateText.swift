import Diagnostics
import Domain
import PluginKit

/// The texts of a new plugin's files.
///
/// Examples stand on a small register of regions that are really there: Kutai Kartanegara in Kalimantan Timur.
struct TemplateText {
  let id: String

  /// `desa_digital` → `Desa digital`.
  private var name: String {
    let words = id.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static let village = "64.02.01.2001"

  private static let register = """
    code,name
    64,Kalimantan Timur
    64.02,Kabupaten Kutai Kartanegara
    64.02.01,Muara Muntai
    \(village),Perian
    64.02.01.2002,Muara Leka

    """

  private func head(_ kind: PluginKind, id indonesian: String, en english: String) -> String {
    """
    kind: \(kind.rawValue)
    id: \(id)
    title: {id: "\(name)", en: "\(name)"}
    description:
      id: \(indonesian)
      en: \(english)
    sources:
      - Peraturan atau tabel sumbernya

    """
  }

  private func readme(_ kind: PluginKind, purpose: String, input: String, output: String, example: String) -> String {
    """
    # \(name) (`\(kind.rawValue)/\(id)`)

    ## Purpose

    \(purpose)

    ## Options

    None.

    ## Input

    \(input)

    ## Output

    \(output)

    ## Example

    \(example)

    `Examples/good-sample` and `Examples/bad-sample` are run by `sinergi-admin plugins test \(kind.rawValue)/\(id)`.

    ## Limits

    Say what this plugin does not do.

    """
  }

  private func file(_ path: String, _ text: String) -> PluginTemplate.File {
    PluginTemplate.File(path: path, text: text)
  }
}

// MARK: - The four kinds

extension TemplateText {
  var indicators: [PluginTemplate.File] {
    [
      file(
        "plugin.yaml",
        head(
          .indicators, id: "Dua skor, nilai dan statusnya per desa dan tahun.",
          en: "Two scores, their value and status by village and year.")
            + """
            datasets:
              - id: \(id)
                title: {id: "\(name)", en: "\(name)"}
                level: village
                applies_to: [desa, desa_adat]
                frequency: yearly
                summary: [\(id)_status, \(id)_nilai]
                fields:
                  - id: \(id)_status
                    title: {id: Status, en: Status}
                    type: class
                    classes:
                      of: \(id)_nilai
                      decimals: 2
                      list:
                        - {id: rendah, title: {id: Rendah, en: Low}}
                        - {id: tinggi, title: {id: Tinggi, en: High}, above: 0.5}
                  - id: \(id)_nilai
                    title: {id: Nilai, en: Value}
                    type: real
                    decimals: 2
                    range: [0, 1]
                    formula: "sum(\(id)_satu, \(id)_dua) / 10"
                  - {id: \(id)_satu, title: {id: Skor pertama, en: First score}, type: integer, range: [0, 5]}
                  - {id: \(id)_dua, title: {id: Skor kedua, en: Second score}, type: integer, range: [0, 5]}

            """),
      file(
        "README.md",
        readme(
          .indicators, purpose: "Declares the dataset `\(id)`: two scores a village, their value and its status.",
          input: "Scores from 0 to 5.", output: "The table `data_\(id)`.",
          example: "Scores 4 and 3 give the value 0.7 and the status Tinggi.")),
      file("Examples/good-sample/options.yaml", "{}\n"),
      file("Examples/good-sample/input.csv", "kode_desa,tahun,\(id)_satu,\(id)_dua\n\(Self.village),2024,4,3\n"),
      file(
        "Examples/good-sample/expected.json",
        """
        {
          "rows": [
            {"code": "\(Self.village)", "period": "2024", "recomputed": {"\(id)_nilai": 0.7, "\(id)_status": "tinggi"}, "differs": []}
          ],
          "diagnostics": []
        }

        """),
      file("Examples/bad-sample/options.yaml", "{}\n"),
      file("Examples/bad-sample/input.csv", "kode_desa,tahun,\(id)_satu,\(id)_dua\n\(Self.village),2024,6,3\n"),
      file(
        "Examples/bad-sample/expected.json",
        """
        {
          "rows": [],
          "diagnostics": [
            {"code": "value-out-of-range", "row": 2}
          ]
        }

        """),
    ]
  }

  var region: [PluginTemplate.File] {
    [
      file(
        "plugin.yaml",
        head(.region, id: "Kosakata dan kantor daerah ini.", en: "Words and office of this region.")
          + """
          scope: "64.02"
          agency: {id: DPMD, en: Office of Community and Village Empowerment}
          terms:
            - village: {id: Desa, en: Village}
            - regions: ["64.02.01"]
              village: {id: Kampung, en: Village}

          """),
      file(
        "README.md",
        readme(
          .region, purpose: "Words of the region 64.02, for its DPMD.", input: "None.",
          output: "Villages are called desa, in the kecamatan 64.02.01 kampung.",
          example: "A report on 64.02.01 names its villages Kampung.")),
      file("Examples/good-sample/options.yaml", "{}\n"),
      file("Examples/good-sample/input.csv", "code\n\(Self.village)\n64.02.02.2001\n"),
      file(
        "Examples/good-sample/expected.json",
        """
        {
          "rows": [
            {"code": "\(Self.village)", "word": {"id": "Kampung", "en": "Village"}},
            {"code": "64.02.02.2001", "word": {"id": "Desa", "en": "Village"}}
          ],
          "diagnostics": []
        }

        """),
      file("Examples/bad-sample/options.yaml", "{}\n"),
      file("Examples/bad-sample/input.csv", "code\n6402.01\n\(Self.village)\n"),
      file(
        "Examples/bad-sample/expected.json",
        """
        {
          "rows": [
            {"code": "\(Self.village)", "word": {"id": "Kampung", "en": "Village"}}
          ],
          "diagnostics": [
            {"code": "region-code-malformed", "row": 2}
          ]
        }

        """),
    ]
  }

  func importer(_ dataset: DatasetDeclaration, _ field: FieldDeclaration) -> [PluginTemplate.File] {
    func example(_ name: String, value: String, new: Int, _ diagnostics: String) -> [PluginTemplate.File] {
      let header = "kode_desa,nama_desa,\(field.id)\n"
      return [
        file("Examples/\(name)/options.yaml", "period: \"2024\"\n"),
        file("Examples/\(name)/register.csv", Self.register),
        file("Examples/\(name)/input.csv", header + "\(Self.village),Perian,0\n64.02.01.2002,Muara Leka,\(value)\n"),
        file(
          "Examples/\(name)/expected.json",
          """
          {
            "rows": {"read": 2, "new": \(new), "changed": 0, "unchanged": 0, "removed": 0, "rejected": \(2 - new)},
            "diagnostics": [\(diagnostics)]
          }

          """),
      ]
    }
    return [
      file(
        "plugin.yaml",
        head(.importer, id: "Tabel dengan satu baris per desa.", en: "Tables with a row a village.")
          + """
          uses: table
          table:
            dataset: \(dataset.id)
            region: [kode_desa, kode wilayah]
            region_name: [nama_desa]
            period: [tahun]
            # The id of every field of the dataset is a header of its own; further headers of a field go here.
            fields:
              \(field.id): ["\(field.id) desa"]
            requires: [\(field.id)]
            ignored: [no]
            blank: keep

          """),
      file(
        "README.md",
        readme(
          .importer, purpose: "Reads tables of \(name) into the dataset `\(dataset.id)`.",
          input:
            "A table with the village's code (`kode_desa`) and `\(field.id)`; `--set period=2024` states the year.",
          output: "Rows of the dataset `\(dataset.id)`.",
          example: "    sinergi-import run \(id) FILE --set period=2024")),
    ] + example("good-sample", value: "0", new: 2, "")
      + example("bad-sample", value: "banyak", new: 1, "{\"code\": \"value-not-a-number\", \"row\": 3}")
  }

  func report(_ dataset: DatasetDeclaration, _ field: FieldDeclaration) -> [PluginTemplate.File] {
    func example(_ name: String, region: String) -> [PluginTemplate.File] {
      [
        file("Examples/\(name)/options.yaml", "region: \"\(region)\"\nperiod: \"2024\"\n"),
        file("Examples/\(name)/register.csv", Self.register),
        file("Examples/\(name)/data.csv", "tahun,kode_desa,nama_desa,\(field.id)\n2024,\(Self.village),Perian,0\n"),
      ]
    }
    return [
      file(
        "plugin.yaml",
        head(.report, id: "Rekap per wilayah di bawahnya.", en: "A summary by region below.")
          + """
          uses: dataset_report
          dataset_report:
            dataset: \(dataset.id)
            columns:
              - {id: filled, title: {id: Terisi, en: Filled in}, field: \(field.id), aggregate: count}
              - {id: mean, title: {id: Rata-rata, en: Mean}, field: \(field.id), aggregate: mean, decimals: 2}

          """),
      file(
        "README.md",
        readme(
          .report, purpose: "Sums up `\(field.id)` of the dataset `\(dataset.id)` for a region and those below it.",
          input: "The dataset `\(dataset.id)`.",
          output: "One table with the columns `code,name,villages,filled,mean`, ordered by code.",
          example: "    sinergi-report run \(id) --region 64.02 --period 2024")),
      file(
        "Examples/good-sample/expected.csv",
        "code,name,villages,filled,mean\n\(Self.village),Perian,1,1,0\n"),
      file(
        "Examples/bad-sample/expected.json",
        """
        {
          "exit": 64,
          "diagnostics": [
            {"code": "region-unknown", "row": null}
          ]
        }

        """),
    ] + example("good-sample", region: Self.village) + example("bad-sample", region: "64.99")
  }
}
