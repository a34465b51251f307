/// What `slimbench serve` prints before its URL, once it listens; the parent waits for it.
package enum ServeAnnouncement {
  package static let words = "listening on "
}
