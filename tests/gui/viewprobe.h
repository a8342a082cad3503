#pragma once

#include <QColor>
#include <QString>
#include <QVariant>

namespace ca::dashboard {

class ViewFrame;

/// Looks into a view as it is shown, and uses it as a person does. Every call waits 20 s at most.
class ViewProbe
{
public:
    /// The frame outlives the probe.
    explicit ViewProbe(ViewFrame &frame);

    /// What the script says in the page; invalid when it says nothing in time.
    QVariant run(const QString &script);
    /// The colour of the desktop away from its edges and from its middle, where the pointer is at first.
    QColor ground();
    /// Clicks into the middle of the page, types, and presses Enter.
    void type(const QString &text);

private:
    ViewFrame &m_frame;
};

} // namespace ca::dashboard
