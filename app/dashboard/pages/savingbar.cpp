#include "savingbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace ca::dashboard {

SavingBar::SavingBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Stop saving"), this))
{
    setObjectName(QStringLiteral("savingBar"));
    m_text->setObjectName(QStringLiteral("savingText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // names are long, windows narrow
    m_progress->setObjectName(QStringLiteral("savingProgress"));
    m_progress->setAccessibleName(tr("Saved so far"));
    m_progress->setRange(0, 1000);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    m_cancel->setObjectName(QStringLiteral("cancelSaving"));
    m_cancel->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_text, 2);
    layout->addWidget(m_progress, 1);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &SavingBar::cancelled);
    hide();
}

void SavingBar::showProgress(const QString &name, int perMille)
{
    m_text->setText(tr("Saving %1").arg(name));
    m_text->setToolTip(name);
    m_progress->setValue(perMille);
    show();
}

} // namespace ca::dashboard
