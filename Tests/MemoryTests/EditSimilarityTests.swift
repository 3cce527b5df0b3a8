import Dragoman
import Foundation
import Memory
import Testing

@Suite struct PlaceholderTests {}
