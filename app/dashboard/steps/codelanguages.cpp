#include "codelanguages.h"

#include <KSyntaxHighlighting/Repository>

#include "accents.h"

namespace ca::dashboard {

using KSyntaxHighlighting::Repository;

CodeLanguages::CodeLanguages() = default;
CodeLanguages::~CodeLanguages() = default;

Repository &CodeLanguages::repository()
{
    if (!m_repository)
        m_repository = std::make_unique<Repository>();
    return *m_repository;
}

KSyntaxHighlighting::Definition CodeLanguages::forStep(const QString &type, const QString &filename)
{
    if (type == QLatin1StringView("python_code"))
        return repository().definitionForName(QStringLiteral("Python"));
    if (type == QLatin1StringView("typescript_code"))
        return repository().definitionForName(QStringLiteral("TypeScript"));
    if (type == QLatin1StringView("shell_command"))
        return repository().definitionForName(QStringLiteral("Bash"));
    return forFile(filename);
}

KSyntaxHighlighting::Definition CodeLanguages::forFile(const QString &name)
{
    return name.isEmpty() ? KSyntaxHighlighting::Definition() : repository().definitionForFileName(name);
}

KSyntaxHighlighting::Theme CodeLanguages::theme(const QPalette &palette)
{
    return repository().defaultTheme(isDark(palette) ? Repository::DarkTheme : Repository::LightTheme);
}

} // namespace ca::dashboard
