#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Theme>
#include <QPalette>
#include <memory>

namespace KSyntaxHighlighting {
class Repository;
}

namespace ca::dashboard {

/// The languages that code can be coloured in. Read from disk when they are first asked for; shared by all who show
/// code. Lives on the GUI thread.
class CodeLanguages
{
public:
    CodeLanguages();
    ~CodeLanguages();
    CodeLanguages(const CodeLanguages &) = delete;
    CodeLanguages &operator=(const CodeLanguages &) = delete;

    /// Of a step, by its type and the file it writes; not valid for what is no code.
    [[nodiscard]] KSyntaxHighlighting::Definition forStep(const QString &type, const QString &filename);
    [[nodiscard]] KSyntaxHighlighting::Definition forFile(const QString &name);
    /// Light or dark, as the palette is.
    [[nodiscard]] KSyntaxHighlighting::Theme theme(const QPalette &palette);

private:
    KSyntaxHighlighting::Repository &repository();

    std::unique_ptr<KSyntaxHighlighting::Repository> m_repository;
};

} // namespace ca::dashboard
