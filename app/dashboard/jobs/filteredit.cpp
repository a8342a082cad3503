#include "filteredit.h"

#include <QKeyEvent>

#include "symbols.h"

namespace ca::dashboard {

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(QStringLiteral("jobFilter"));
    setAccessibleName(tr("Filter jobs"));
    setPlaceholderText(tr("Filter jobs"));
    setToolTip(tr("Words of the task, a provider, the beginning of an id; status:failed and id:… for just that (%1)")
                   .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    setClearButtonEnabled(true);
    addAction(symbolIcon(Symbol::Find), LeadingPosition);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        clear();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        Q_EMIT left();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace ca::dashboard
