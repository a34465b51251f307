/// The newest elements of a sequence, at most `capacity` of them.
package struct Ring<Element> {
  /// Most elements kept.
  package let capacity: Int
  /// How many were ever appended.
  package private(set) var total = 0
  private var storage: [Element] = []
  private var head = 0

  package init(capacity: Int) { self.capacity = max(1, capacity) }

  package mutating func append(_ element: Element) {
    total &+= 1
    if storage.count < capacity {
      storage.append(element)
    } else {
      storage[head] = element
      head = (head + 1) % capacity
    }
  }

  /// Oldest first.
  package var elements: [Element] { Array(storage[head...] + storage[..<head]) }
  /// The newest element.
  package var last: Element? {
    guard !storage.isEmpty else { return nil }
    return storage[(head + storage.count - 1) % storage.count]
  }
  package var count: Int { storage.count }

  /// The element at a position, 0 the oldest; positions are below `count`.
  package subscript(position: Int) -> Element { storage[(head + position) % storage.count] }
}

extension Ring: Sendable where Element: Sendable {}
extension Ring: Equatable where Element: Equatable {
  package static func == (left: Ring, right: Ring) -> Bool {
    left.total == right.total && left.elements == right.elements
  }
}
