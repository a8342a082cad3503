#include "pagenotice.h"

#include <utility>

namespace ca::dashboard {

PageNotice::PageNotice(QWidget *parent)
    : NoticeBar(parent)
{
    setObjectName(QStringLiteral("viewNotice"));
    hide();
    connect(this, &NoticeBar::buttonClicked, this, [this] {
        hide();
        m_no = {};
        if (const auto yes = std::exchange(m_yes, {}))
            yes();
    });
}

PageNotice::~PageNotice()
{
    dropQuestion();
}

void PageNotice::ask(const QString &sentence, const QString &button, std::function<void()> yes,
                     std::function<void()> no)
{
    dropQuestion();
    m_yes = std::move(yes);
    m_no = std::move(no);
    setNotice(Symbol::Information, Accent::Neutral, sentence, button);
}

void PageNotice::say(const QString &sentence)
{
    dropQuestion();
    setNotice(Symbol::Information, Accent::Neutral, sentence);
}

void PageNotice::clear()
{
    dropQuestion();
    hide();
}

void PageNotice::dropQuestion()
{
    m_yes = {};
    if (const auto no = std::exchange(m_no, {}))
        no();
}

} // namespace ca::dashboard
