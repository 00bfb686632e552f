public import Diagnostics
import PluginKit

/// The JSON Schemas of the two kinds of file, for editors.
public enum ConfigurationSchema {
  /// The schema of `plugins.yaml`.
  public static func plugins(_ language: Language) -> JSONValue {
    JSONSchema(language: language, allowsVariables: true)
      .document(
        title: LocalizedText(id: "Konfigurasi Sinergi (plugins.yaml)", en: "Configuration of Sinergi (plugins.yaml)"),
        Configuration.shape.description)
  }

  /// The schema of a plugin's declaration of any kind.
  public static func declaration(_ language: Language) -> JSONValue {
    JSONSchema(language: language)
      .document(
        title: LocalizedText(
          id: "Deklarasi plugin Sinergi (plugin.yaml)", en: "Declaration of a Sinergi plugin (plugin.yaml)"),
        PluginDeclaration.shape.description)
  }
}
