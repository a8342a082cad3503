#include "quitquestion.h"

#include <QPushButton>

namespace ca::dashboard {

QuitQuestion::QuitQuestion(int running, int waiting, QWidget *parent)
    : QMessageBox(parent)
{
    setObjectName(QStringLiteral("quitQuestion"));
    setAttribute(Qt::WA_DeleteOnClose);
    setIcon(QMessageBox::Question);
    setWindowTitle(tr("Quit"));
    setText(tr("%n job(s) still running", nullptr, running));
    QStringList notes{tr("Quitting ends what runs. Logs and files made so far are kept.")};
    if (waiting > 0)
        notes += tr("%n waiting job(s) will run after the next start.", nullptr, waiting);
    setInformativeText(notes.join(QLatin1Char(' ')));
    auto *cancelAll = addButton(tr("Cancel %n job(s) and quit", nullptr, running), QMessageBox::DestructiveRole);
    cancelAll->setObjectName(QStringLiteral("cancelAndQuit"));
    auto *keep = addButton(tr("Keep running"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("keepRunning"));
    setDefaultButton(keep);
    setEscapeButton(keep);
    connect(cancelAll, &QPushButton::clicked, this, &QuitQuestion::confirmed);
}

} // namespace ca::dashboard
