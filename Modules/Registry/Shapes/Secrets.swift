/// Which keys and environment variables hold values that are never shown.
public enum Secrets {
  private static let words: Set<String> = [
    "password", "passwd", "passphrase", "token", "secret", "key", "dsn", "credentials",
  ]

  /// Whether a word of the name (`api_key`, `DB_PASSWORD`, `dsn`) says that its value is secret.
  public static func isSecret(_ name: String) -> Bool {
    let parts = name.lowercased().split { $0 == "_" || $0 == "-" || $0 == "." }
    return parts.contains { part in
      words.contains(String(part)) || part.hasSuffix("password") || part.hasSuffix("token") || part.hasSuffix("secret")
    }
  }

  /// What is shown in place of a secret value.
  public static let mask = "••••••"
}
