#include "runbookhighlighter.h"

#include <QGuiApplication>
#include <QTextBlockUserData>
#include <algorithm>
#include <string>

#include "accents.h"
#include "runbookfence.h"
#include "runbookinfo.h"
#include "runbooklines.h"

namespace ca::dashboard {

namespace {

// A block's state says which fence is open behind it: its mark, how long it is, and whether its content runs.
constexpr int noFence = -1;
constexpr int mostLength = 0xffff;

int stateOf(const protocol::RunbookFence &fence, bool isStep)
{
    const auto length = static_cast<int>(std::min<std::size_t>(fence.length, mostLength));
    return length << 2 | (fence.mark == '~' ? 2 : 0) | (isStep ? 1 : 0);
}

protocol::RunbookFence fenceOf(int state)
{
    return {
        .mark = (state & 2) != 0 ? '~' : '`', .length = static_cast<std::size_t>(state >> 2), .indent = 0, .info = {}};
}

QTextCharFormat colored(Accent accent)
{
    QTextCharFormat format;
    format.setForeground(accentColor(accent, QGuiApplication::palette()));
    return format;
}

} // namespace

RunbookHighlighter::RunbookHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
}

void RunbookHighlighter::highlightBlock(const QString &text)
{
    const std::string line = text.toStdString();
    const int state = previousBlockState();
    if (state != noFence) {
        const bool isStep = (state & 1) != 0;
        if (fenceOf(state).isClosedBy(line)) {
            setCurrentBlockState(noFence);
            highlightFence(text, isStep);
            return;
        }
        setCurrentBlockState(state);
        setFormat(0, static_cast<int>(text.size()), colored(isStep ? Accent::Active : Accent::Neutral));
        return;
    }
    setCurrentBlockState(noFence);
    if (const auto fence = protocol::RunbookFence::read(line)) {
        const auto info = protocol::RunbookInfo::read(fence->info);
        const bool isStep = !info || info->isStep();
        setCurrentBlockState(stateOf(*fence, isStep));
        highlightFence(text, isStep);
    } else if (!protocol::RunbookLines::commandOf(line).empty()) {
        const auto sign = static_cast<int>(text.indexOf(u'$'));
        QTextCharFormat bold = colored(Accent::Success);
        bold.setFontWeight(QFont::Bold);
        setFormat(sign, 1, bold);
        setFormat(sign + 1, static_cast<int>(text.size()) - sign - 1, colored(Accent::Active));
    }
}

void RunbookHighlighter::highlightFence(const QString &text, bool isStep)
{
    QTextCharFormat format = colored(isStep ? Accent::Success : Accent::Neutral);
    format.setFontWeight(QFont::Bold);
    setFormat(0, static_cast<int>(text.size()), format);
}

} // namespace ca::dashboard
