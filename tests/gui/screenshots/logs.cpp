#include <QAction>
#include <QDateTime>
#include <QLineEdit>
#include <QTest>

#include "logpane.h"
#include "logview.h"
#include "orchestratorclient.h"
#include "samplelog.h"
#include "studio.h"

namespace ca::dashboard {

namespace {

constexpr int patience = 5000;

void waitForText(LogPane &pane)
{
    const auto *view = pane.findChild<LogView *>();
    if (!QTest::qWaitFor([view] { return !view->toPlainText().isEmpty(); }, patience))
        qWarning("the log did not come");
}

QByteArray colourful()
{
    QByteArray text =
        "\x1b[1mBuilding 3 targets\x1b[0m\n\x1b[32m\xe2\x9c\x93\x1b[0m lint passed  \x1b[2min 1.2 s\x1b[0m\n";
    for (int colour = 0; colour < 16; ++colour)
        text += "\x1b[38;5;" + QByteArray::number(colour) + "mcolour " + QByteArray::number(colour) + "\x1b[0m ";
    text += '\n';
    for (int colour = 0; colour < 8; ++colour)
        text += "\x1b[" + QByteArray::number(40 + colour) + "m ground \x1b[0m ";
    text += "\n\x1b[7minverse\x1b[0m \x1b[4munderlined\x1b[0m \x1b[3mitalic\x1b[0m \x1b[9mstruck out\x1b[0m\n";
    text += "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e wide, gr\xc3\xbc\xc3\x9f"
            "e, \xf0\x9f\x9a\x80 rocket, e\xcc\x81 mark, \xe2\x80\xaeoverride\n";
    text += "\xe2\x94\x8c\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x90\n\xe2\x94\x82 x "
            "\xe2\x94\x82\n\xe2\x94\x94\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\xe2\x94\x98\n";
    text += "10%\r55%\r\x1b[33m100% done\x1b[0m\n";
    return text;
}

} // namespace

void fillLog(LogPane &pane)
{
    SampleLog log;
    log.out("$ sh step-1.sh\n49 data/sales.csv\n$ python3 summarise.py\n");
    log.err(
        "summarise.py:7: DeprecationWarning: the file is read without an encoding, which will be an error in a later "
        "version\n");
    log.out("North    17,204\nWest     16,998\nEast     15,120\nSouth    14,871\n");
    pane.openFolder(log.path());
    waitForText(pane);
}

void shootLogs(Studio &studio)
{
    OrchestratorClient client;
    SampleLog log(QDateTime::currentMSecsSinceEpoch() - 3'600'000);
    log.out(colourful());
    log.err("warning: unused variable \xe2\x80\x98result\xe2\x80\x99 in src/main.cpp:41, which a later version of the "
            "compiler may well refuse to take, so that it is best mended now\n");
    for (int line = 0; line < 400; ++line)
        log.out("compiling object " + QByteArray::number(line) + " of 400\n");
    log.out(QByteArray(300'000, '='));
    LogPane pane(&client);
    pane.resize(760, 420);
    pane.show();
    studio.shoot(&pane, QStringLiteral("log-empty"));
    pane.openFolder(log.path());
    waitForText(pane);
    auto *view = pane.findChild<LogView *>();
    studio.shoot(&pane, QStringLiteral("log-long-line"));
    view->goToLine(0);
    pane.findChild<QAction *>(QStringLiteral("logTimes"))->setChecked(true);
    studio.shoot(&pane, QStringLiteral("log-colours"));
    pane.findChild<QAction *>(QStringLiteral("logFind"))->trigger();
    pane.findChild<QLineEdit *>(QStringLiteral("logFindField"))->setText(QStringLiteral("1 of"));
    QTest::qWait(400);
    studio.shoot(&pane, QStringLiteral("log-find"));
    view->selectAll();
    pane.findChild<QAction *>(QStringLiteral("logWrap"))->setChecked(false);
    pane.resize(420, 300);
    studio.shoot(&pane, QStringLiteral("log-small"));
}

} // namespace ca::dashboard
