#pragma once

#include <functional>

#include "noticebar.h"

namespace ca::dashboard {

/// Above a page: what it asks for, one question at a time, and what has become of it. A question that is followed by
/// something else is answered with no.
class PageNotice : public NoticeBar
{
    Q_OBJECT

public:
    explicit PageNotice(QWidget *parent = nullptr);
    ~PageNotice() override;

    /// `yes` when the button is pressed, `no` when it can be pressed no more; at most one of them is called.
    void ask(const QString &sentence, const QString &button, std::function<void()> yes, std::function<void()> no = {});
    void say(const QString &sentence);
    /// There is nothing to be said any more.
    void clear();

private:
    void dropQuestion();

    std::function<void()> m_yes;
    std::function<void()> m_no;
};

} // namespace ca::dashboard
