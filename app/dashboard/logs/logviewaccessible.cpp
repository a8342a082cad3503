#include "logviewaccessible.h"

#include <algorithm>

#include "logview.h"

namespace ca::dashboard {

LogViewAccessible::LogViewAccessible(LogView *view)
    : QAccessibleWidget(view, QAccessible::Terminal)
{
}

QAccessibleInterface *LogViewAccessible::make(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *view = qobject_cast<LogView *>(object);
    return view != nullptr ? new LogViewAccessible(view) : nullptr; // Qt owns it from here on
}

LogView *LogViewAccessible::view() const
{
    return static_cast<LogView *>(object());
}

void *LogViewAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::State LogViewAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    return state;
}

void LogViewAccessible::selection(int index, int *begin, int *end) const
{
    Q_UNUSED(index)
    *begin = *end = 0;
}

QString LogViewAccessible::text(int begin, int end) const
{
    const QString text = view()->toPlainText();
    const qsizetype first = std::clamp<qsizetype>(begin, 0, text.size());
    const qsizetype last = end < 0 ? text.size() : std::clamp<qsizetype>(end, first, text.size());
    return text.sliced(first, last - first);
}

int LogViewAccessible::characterCount() const
{
    return static_cast<int>(view()->toPlainText().size());
}

QRect LogViewAccessible::characterRect(int offset) const
{
    Q_UNUSED(offset)
    return rect();
}

int LogViewAccessible::offsetAtPoint(const QPoint &point) const
{
    Q_UNUSED(point)
    return -1;
}

QString LogViewAccessible::attributes(int offset, int *begin, int *end) const
{
    Q_UNUSED(offset)
    *begin = 0;
    *end = characterCount();
    return {};
}

} // namespace ca::dashboard
