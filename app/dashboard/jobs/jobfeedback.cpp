#include "jobfeedback.h"

#include "bottombars.h"
#include "jobcommands.h"
#include "savingbar.h"

namespace ca::dashboard {

void connectFeedback(JobCommands *commands, BottomBars *bars)
{
    QObject::connect(commands, &JobCommands::copied, bars, [bars](const QString &sentence) { bars->inform(sentence); });
    QObject::connect(commands, &JobCommands::failed, bars, &BottomBars::complain);
    QObject::connect(commands, &JobCommands::resultsSaved, bars,
                     [commands, bars](const QString &sentence, const QString &path) {
                         bars->inform(sentence, BottomBars::tr("Open"), [commands, path] { commands->openPath(path); });
                     });
    JobDeletion *deletion = &commands->deletion();
    QObject::connect(bars, &BottomBars::undoClicked, deletion, &JobDeletion::undo);
    QObject::connect(deletion, &JobDeletion::pendingChanged, bars, &BottomBars::offerUndo);
    ResultSaver *saver = &commands->saver();
    QObject::connect(bars->saving(), &SavingBar::cancelled, saver, &ResultSaver::cancel);
    QObject::connect(saver, &ResultSaver::progressed, bars->saving(), &SavingBar::showProgress);
    QObject::connect(saver, &ResultSaver::saved, bars->saving(), &QWidget::hide);
    QObject::connect(saver, &ResultSaver::stopped, bars->saving(), &QWidget::hide);
}

} // namespace ca::dashboard
