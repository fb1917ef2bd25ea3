package enum LogLevel: String, CaseIterable, Sendable { case debug, info, warning, error }
package enum LogFormat: String, CaseIterable, Sendable { case json, text }
