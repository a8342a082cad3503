#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QPointer>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

#include "commandpalette.h"
#include "fuzzymatch.h"

using namespace ca::dashboard;
using namespace Qt::StringLiterals;

/// Finding what a window offers, and doing it.
class CommandPaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lettersMatchInTheirOrder_data();
    void lettersMatchInTheirOrder();
    void theNearestComesFirst_data();
    void theNearestComesFirst();
    void aLongTextIsMatchedQuickly();
    void listsWhatTheWindowOffers();
    void modelHoldsTogether();
    void enterDoesTheFirstThatCanBeDone();
    void arrowsPassOverWhatCannotBeDone();
    void whatIsGoneIsNotDone();

private:
    CommandPalette *open();
    [[nodiscard]] static QStringList texts(const CommandPalette *palette);

    std::unique_ptr<QMainWindow> m_window;
    QAction *m_save = nullptr;
    QAction *m_cancel = nullptr;
};

void CommandPaletteTest::init()
{
    m_window = std::make_unique<QMainWindow>();
    auto *menu = new QMenu(u"&File"_s, m_window.get());
    auto *more = menu->addMenu(u"&More"_s);
    m_save = more->addAction(u"&Save ZIP as…"_s);
    m_save->setShortcut(Qt::CTRL | Qt::Key_S);
    menu->addSeparator();
    m_cancel = new QAction(u"Cancel"_s, m_window.get());
    m_cancel->setEnabled(false);
    m_window->addAction(m_cancel);
    auto *fish = new QAction(u"Fish && chips"_s, m_window.get());
    m_window->addAction(fish);
    auto *unused = new QAction(u"Nowhere"_s, m_window.get());
    Q_UNUSED(unused)
    auto *tab = new QShortcut(Qt::CTRL | Qt::Key_1, m_window.get());
    tab->setWhatsThis(u"Overview"_s);
    new QShortcut(Qt::CTRL | Qt::Key_2, m_window.get()); // says nothing of itself
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void CommandPaletteTest::cleanup()
{
    m_window.reset();
}

CommandPalette *CommandPaletteTest::open()
{
    auto *palette = new CommandPalette(m_window.get());
    palette->open();
    return palette;
}

QStringList CommandPaletteTest::texts(const CommandPalette *palette)
{
    const auto *model = palette->findChild<QListView *>()->model();
    QStringList list;
    for (int row = 0; row < model->rowCount(); ++row)
        list += model->index(row, 0).data().toString();
    return list;
}

void CommandPaletteTest::lettersMatchInTheirOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("matches");
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("beginning") << u"save"_s << true;
    QTest::newRow("initials") << u"sza"_s << true;
    QTest::newRow("other case") << u"ZIP"_s << true;
    QTest::newRow("words in part") << u"sa zi"_s << true;
    QTest::newRow("inside") << u"av"_s << true;
    QTest::newRow("wrong order") << u"pz"_s << false;
    QTest::newRow("a letter too many") << u"savee"_s << false;
}

void CommandPaletteTest::lettersMatchInTheirOrder()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, matches);
    QCOMPARE(fuzzyScore(typed, u"Save ZIP as").has_value(), matches);
}

void CommandPaletteTest::theNearestComesFirst_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("nearer");
    QTest::addColumn<QString>("further");
    QTest::newRow("whole word") << u"job"_s << u"New job"_s << u"Jump over both"_s;
    QTest::newRow("initials") << u"nj"_s << u"New job"_s << u"Enjoy"_s;
    QTest::newRow("shorter") << u"save"_s << u"Save"_s << u"Save as"_s;
    QTest::newRow("together") << u"can"_s << u"Cancel"_s << u"Copy all names"_s;
}

void CommandPaletteTest::theNearestComesFirst()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, nearer);
    QFETCH(const QString, further);
    QVERIFY(fuzzyScore(typed, nearer) && fuzzyScore(typed, further));
    QVERIFY(*fuzzyScore(typed, nearer) > *fuzzyScore(typed, further));
}

void CommandPaletteTest::aLongTextIsMatchedQuickly()
{
    const QString text = u"a b "_s.repeated(60);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!fuzzyScore(u"abababababababababababx"_s, text));
    QVERIFY(fuzzyScore(u"ababababababababababab"_s, text));
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
}

void CommandPaletteTest::listsWhatTheWindowOffers()
{
    const CommandPalette *palette = open();
    QStringList listed = texts(palette);
    listed.sort();
    QCOMPARE(listed, (QStringList{u"Cancel"_s, u"Fish & chips"_s, u"Overview"_s, u"Save ZIP as"_s}));
    const auto *model = palette->findChild<QListView *>()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, 0);
        if (index.data().toString() == u"Save ZIP as"_s) {
            QCOMPARE(index.data(CommandModel::PathRole).toString(), u"File › More"_s);
            QCOMPARE(index.data(CommandModel::KeyRole).toString(), u"Ctrl+S"_s);
        }
        QCOMPARE(index.flags().testFlag(Qt::ItemIsEnabled), index.data().toString() != u"Cancel"_s);
    }
}

void CommandPaletteTest::modelHoldsTogether()
{
    CommandModel model(commandsOf(m_window.get()));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const QString &typed : {u"s"_s, u"sz"_s, u"szq"_s, QString()})
        model.setTyped(typed);
    QCOMPARE(model.rowCount(), 4);
}

void CommandPaletteTest::enterDoesTheFirstThatCanBeDone()
{
    const QPointer<CommandPalette> palette = open();
    const QSignalSpy saved(m_save, &QAction::triggered);
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"szip"_s);
    QCOMPARE(texts(palette), QStringList{u"Save ZIP as"_s});
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return saved.count() == 1 && palette.isNull(); }, 10'000));
}

void CommandPaletteTest::arrowsPassOverWhatCannotBeDone()
{
    const CommandPalette *palette = open();
    auto *line = palette->findChild<QLineEdit *>();
    const auto *list = palette->findChild<QListView *>();
    const int count = list->model()->rowCount();
    QSet<QString> reached;
    for (int i = 0; i < count; ++i) {
        reached.insert(list->currentIndex().data().toString());
        QTest::keyClick(line, Qt::Key_Down);
    }
    QCOMPARE(reached, (QSet<QString>{u"Fish & chips"_s, u"Overview"_s, u"Save ZIP as"_s}));
    for (int i = 0; i < count; ++i)
        QTest::keyClick(line, Qt::Key_Up);
    QVERIFY(list->currentIndex().flags().testFlag(Qt::ItemIsEnabled));
}

void CommandPaletteTest::whatIsGoneIsNotDone()
{
    const QPointer<CommandPalette> palette = open();
    auto *line = palette->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"szip"_s);
    delete m_save;
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return palette.isNull(); }, 10'000));
}

QTEST_MAIN(CommandPaletteTest)
#include "tst_commandpalette.moc"
