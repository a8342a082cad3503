#include "healthdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <utility>

#include "healthcheckup.h"
#include "healthrow.h"
#include "noticebar.h"
#include "orchestratorclient.h"
#include "pagefonts.h"

namespace ca::dashboard {

HealthDialog::HealthDialog(OrchestratorClient *client, ApiState api, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_api(std::move(api))
    , m_headline(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_notice(new NoticeBar(this))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("healthDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Health"));
    m_headline->setObjectName(QStringLiteral("healthHeadline"));
    m_headline->setFont(titleFont(m_headline->font()));
    m_headline->setWordWrap(true);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("Looking"));
    QSizePolicy keepsRoom = m_busy->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(keepsRoom);
    m_busy->setFixedHeight(m_busy->fontMetrics().height() / 2);
    m_notice->setObjectName(QStringLiteral("healthNotice"));
    m_notice->hide();
    m_area->setObjectName(QStringLiteral("healthRows"));
    m_area->setAccessibleName(tr("What was found"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("Copy report"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("copyReport"));
    m_copy->setToolTip(tr("Copies all of it as text, without secrets."));
    m_again = buttons->addButton(tr("Look again"), QDialogButtonBox::ActionRole);
    m_again->setObjectName(QStringLiteral("lookAgain"));
    connect(m_copy, &QPushButton::clicked, this, &HealthDialog::copyReport);
    connect(m_again, &QPushButton::clicked, this, &HealthDialog::examine);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_headline);
    layout->addWidget(m_busy);
    layout->addWidget(m_notice);
    layout->addWidget(m_area, 1);
    layout->addWidget(buttons);
    m_copy->setEnabled(false);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 36);
}

void HealthDialog::examine()
{
    setBusy(true);
    m_client
        ->ask<HealthReport>([api = ApiFacts{.url = m_api.url, .error = m_api.error}](
                                Orchestrator &orchestrator) -> QCoro::Task<Result<HealthReport>> {
            co_return co_await examineHealth(orchestrator, api);
        })
        .then(this, [this](const Result<HealthReport> &report) { takeReport(report); })
        .onCanceled(this, [this] { showFault(tr("The program is stopping.")); });
}

void HealthDialog::takeReport(const Result<HealthReport> &report)
{
    if (report)
        showReport(*report);
    else
        showFault(report.error().message);
}

void HealthDialog::showReport(const HealthReport &report)
{
    m_report = report;
    setBusy(false);
    m_notice->hide();
    const auto wrong = static_cast<int>(std::ranges::count_if(
        report.checks, [](const HealthCheck &check) { return check.state != HealthState::Good; }));
    m_headline->setText(wrong == 0 ? tr("All is well") : tr("%n thing(s) could be better", nullptr, wrong));
    m_area->setWidget(makeRows(report));
    m_copy->setEnabled(true);
}

void HealthDialog::showFault(const QString &sentence)
{
    setBusy(false);
    m_headline->setText(tr("Nothing could be found out"));
    m_notice->setNotice(Symbol::Failed, Accent::Failure, sentence);
}

void HealthDialog::setBusy(bool busy)
{
    m_busy->setVisible(busy);
    m_again->setEnabled(!busy);
    if (busy)
        m_headline->setText(tr("Looking at what jobs need…"));
}

// The worst first: that is what somebody is here for.
QWidget *HealthDialog::makeRows(const HealthReport &report)
{
    QList<HealthCheck> checks = report.checks;
    std::ranges::stable_sort(checks, std::greater(), &HealthCheck::state);
    auto *rows = new QWidget(m_area);
    auto *layout = new QVBoxLayout(rows);
    for (const HealthCheck &check : std::as_const(checks))
        layout->addWidget(new HealthRow(check, rows));
    QStringList versions;
    for (const VersionFact &fact : report.versions)
        versions.append(fact.name + u' ' + fact.version);
    auto *versionLabel = new QLabel(versions.join(QStringLiteral(" · ")), rows);
    versionLabel->setObjectName(QStringLiteral("versions"));
    versionLabel->setProperty("fromLibrary", true);
    versionLabel->setWordWrap(true);
    versionLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(versionLabel);
    layout->addStretch();
    return rows;
}

void HealthDialog::copyReport()
{
    QApplication::clipboard()->setText(m_report.toText());
}

} // namespace ca::dashboard
