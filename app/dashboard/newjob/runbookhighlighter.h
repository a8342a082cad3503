#pragma once

#include <QSyntaxHighlighter>

namespace ca::dashboard {

/// Shows in a prompt what runs as written: fenced blocks and `$ ` lines. What a fence is, is the agent's own reading.
class RunbookHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// Colours are those of the palette at the time; rehighlight() after it changed.
    explicit RunbookHighlighter(QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    void highlightFence(const QString &text, bool isStep);
};

} // namespace ca::dashboard
