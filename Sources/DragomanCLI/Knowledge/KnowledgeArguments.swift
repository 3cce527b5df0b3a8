import ArgumentParser
import Dragoman

/// What a translation is to go by: terms, and what has been translated before.
struct KnowledgeArguments: ParsableArguments {
  @OptionGroup var terms: GlossaryArguments
  @OptionGroup var memory: MemoryArguments

  func apply(to options: inout TranslationOptions, from source: LanguageTag?, to target: LanguageTag) throws {
    options.glossaries = try terms.glossaries(from: source, to: target)
    options.memory = try memory.memory()
  }

  var isEmpty: Bool { terms.files.isEmpty && memory.files.isEmpty }
}
