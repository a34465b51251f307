internal import Canvas
internal import Foundation
internal import Themes

/// The themes that can be shown, and the one to begin with.
struct ThemeChoice {
  let library: ThemeLibrary
  /// What is shown first.
  let name: String
  /// Nil where the terminal's own colours are to be used.
  let palette: Palette?
  /// Why another theme than the wanted one is shown.
  let problem: String?
  private let environment: [String: String]

  /// - Parameter wanted: What `--theme` says; the last choice, then the default, where it is nil.
  init(wanted: String?) throws(ThemeError) {
    environment = ProcessInfo.processInfo.environment
    library = ThemeLibrary(
      directories: ThemeLibrary.directories(
        executable: Program.executable, environment: environment))
    if let wanted {
      let theme = try library.load(wanted)
      (name, palette, problem) = (theme.name, theme.palette, nil)
      return
    }
    let remembered = ThemePreference.load(environment: environment)
    let first = remembered ?? ThemeLibrary.defaultName
    do {
      let theme = try library.load(first)
      (name, palette, problem) = (theme.name, theme.palette, nil)
    } catch {
      // A theme that was removed is no reason not to work.
      let fallback = try? library.load(ThemeLibrary.defaultName)
      (name, palette) = (fallback?.name ?? "", fallback?.palette)
      problem = remembered == nil && fallback == nil ? nil : error.description
    }
  }

  /// Whether the user asked for no colours at all (no-color.org).
  var noColor: Bool { !(environment["NO_COLOR"] ?? "").isEmpty }

  /// Another theme's colours, remembered for the next time.
  func choose(_ name: String) -> (palette: Palette?, problem: String?) {
    do {
      let theme = try library.load(name)
      do { try ThemePreference.save(name, environment: environment) } catch {
        return (theme.palette, error.description)
      }
      return (theme.palette, nil)
    } catch {
      return (nil, error.description)
    }
  }
}
