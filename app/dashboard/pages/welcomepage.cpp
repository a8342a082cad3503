#include "welcomepage.h"

#include <QCommandLinkButton>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "centeredcolumn.h"
#include "exampletask.h"
#include "pagefonts.h"

namespace ca::dashboard {

namespace {

constexpr int welcomeWidth = 460;
constexpr int welcomeIcon = 64;

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("welcomePage"));
    auto *column = new QWidget(this);
    auto *icon = new QLabel(column);
    icon->setPixmap(
        QIcon(QStringLiteral(":/appicon.svg")).pixmap(QSize(welcomeIcon, welcomeIcon), devicePixelRatioF()));
    auto *title = new QLabel(tr("A task goes in, a result comes out"), column);
    title->setFont(headingFont(title->font()));
    title->setWordWrap(true);
    auto *text = new QLabel(tr("Each job runs step by step in a sandbox of its own, without access to your files or "
                               "your network. You watch it here and get its files as a ZIP."),
                            column);
    text->setWordWrap(true);
    auto *newJob = new QPushButton(symbolIcon(Symbol::New), tr("New job"), column);
    newJob->setObjectName(QStringLiteral("welcomeNewJob"));
    newJob->setDefault(true);
    connect(newJob, &QPushButton::clicked, this, &WelcomePage::newJobClicked);

    auto *inner = new QVBoxLayout(column);
    inner->setContentsMargins({});
    inner->addWidget(icon);
    inner->addWidget(title);
    inner->addWidget(text);
    inner->addWidget(newJob, 0, Qt::AlignLeft);
    inner->addSpacing(inner->spacing() * 2);
    inner->addWidget(makeExamples());
    centerColumn(this, column, welcomeWidth);
    setFocusProxy(newJob);
}

QWidget *WelcomePage::makeExamples()
{
    auto *examples = new QWidget(this);
    auto *layout = new QVBoxLayout(examples);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(new QLabel(tr("Or start from an example:"), examples));
    for (const ExampleTask &example : exampleTasks()) {
        auto *button = new QCommandLinkButton(example.title, example.description, examples);
        button->setObjectName(QStringLiteral("example"));
        button->setIcon(symbolIcon(example.symbol));
        button->setIconSize({16, 16});
        connect(button, &QPushButton::clicked, this, [this, prompt = example.prompt] { Q_EMIT exampleChosen(prompt); });
        layout->addWidget(button);
    }
    return examples;
}

} // namespace ca::dashboard
