#pragma once

#include <KSyntaxHighlighting/Definition>
#include <QPlainTextEdit>
#include <memory>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace ca::dashboard {

class CodeLanguages;

/// Text to read, in the fixed font, coloured when it is code. Long texts are shown without colours, which would take
/// longer than a frame.
class CodeView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(std::shared_ptr<CodeLanguages> languages, QWidget *parent = nullptr);

    /// The same text again leaves selection and place as they are.
    void showCode(const QString &text, const KSyntaxHighlighting::Definition &definition = {});

protected:
    void changeEvent(QEvent *event) override;

private:
    std::shared_ptr<CodeLanguages> m_languages;
    KSyntaxHighlighting::SyntaxHighlighter *m_highlighter;
    QString m_shown;
    KSyntaxHighlighting::Definition m_definition;
};

} // namespace ca::dashboard
