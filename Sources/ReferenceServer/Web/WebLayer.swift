/// Which HTTP library stands in front of the pipeline; the pipeline is the same behind both.
package enum WebLayer: String, CaseIterable, Sendable {
  case hummingbird
  case flyingfox
}
