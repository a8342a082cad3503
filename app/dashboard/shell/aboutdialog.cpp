#include "aboutdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include "pagefonts.h"

namespace ca::dashboard {

namespace {

constexpr int iconSize = 64;

QLabel *paragraph(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    return label;
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Containerized Agent"));
    auto *icon = new QLabel(this);
    icon->setPixmap(QIcon(QStringLiteral(":/appicon.svg")).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    auto *title = new QLabel(tr("Containerized Agent %1").arg(QApplication::applicationVersion()), this);
    title->setFont(headingFont(title->font()));
    auto *texts = new QVBoxLayout;
    texts->addWidget(title);
    texts->addWidget(paragraph(tr("Runs tasks in isolated sandboxes and shows them at work."), this));
    texts->addWidget(paragraph(tr("Its source is under the MIT licence. This program is built with Qt HTTP Server and "
                                  "Qt Charts, which are under the GNU General Public License, version 3, and so is "
                                  "the program as a whole, as you run it."),
                               this));
    texts->addWidget(paragraph(versions(), this));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copy = buttons->addButton(tr("Copy versions"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyVersions"));
    connect(copy, &QPushButton::clicked, this, [] { QApplication::clipboard()->setText(versions()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addSpacing(row->spacing());
    row->addLayout(texts, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 72, sizeHint().height());
}

QString AboutDialog::versions()
{
    return tr("Version %1, Qt %2, kernel %3, %4")
        .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion()), QSysInfo::kernelVersion(),
             QSysInfo::prettyProductName());
}

} // namespace ca::dashboard
