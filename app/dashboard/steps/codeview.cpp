#include "codeview.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>

#include "codelanguages.h"

namespace ca::dashboard {

namespace {
constexpr qsizetype mostColoured = 64 * 1024;
constexpr int tabWidth = 4;
} // namespace

CodeView::CodeView(std::shared_ptr<CodeLanguages> languages, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_languages(std::move(languages))
    , m_highlighter(new KSyntaxHighlighting::SyntaxHighlighter(this))
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabStopDistance(tabWidth * QFontMetricsF(font()).horizontalAdvance(QLatin1Char(' ')));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
}

void CodeView::showCode(const QString &text, const KSyntaxHighlighting::Definition &definition)
{
    const bool isColoured = definition.isValid() && text.size() <= mostColoured;
    if (text == m_shown && definition == m_definition)
        return;
    m_shown = text;
    m_definition = definition;
    m_highlighter->setDocument(nullptr);
    setPlainText(text);
    if (!isColoured)
        return;
    m_highlighter->setTheme(m_languages->theme(palette()));
    m_highlighter->setDefinition(definition);
    m_highlighter->setDocument(document());
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter->document() != nullptr) {
        m_highlighter->setTheme(m_languages->theme(palette()));
        m_highlighter->rehighlight();
    }
}

} // namespace ca::dashboard
