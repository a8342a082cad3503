#include "statuschips.h"

#include <QLocale>
#include <QToolButton>
#include <numeric>

#include "flowlayout.h"

namespace ca::dashboard {

StatusChips::StatusChips(QWidget *parent)
    : QWidget(parent)
    , m_all(nullptr)
{
    setObjectName(QStringLiteral("statusChips"));
    setAccessibleName(tr("Status"));
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_all = makeChip(QStringLiteral("chipAll"));
    connect(m_all, &QToolButton::clicked, this, [this] { choose(std::nullopt); });
    for (const JobGroup group : allJobGroups) {
        QToolButton *chip = makeChip(QStringLiteral("chip%1").arg(static_cast<int>(group)));
        connect(chip, &QToolButton::clicked, this,
                [this, group] { choose(m_group == group ? std::nullopt : std::optional(group)); });
        m_chips.append(chip);
    }
    setCounts({});
    setGroup(std::nullopt);
}

void StatusChips::setCounts(const JobCounts &counts)
{
    setText(m_all, tr("All"), std::accumulate(counts.cbegin(), counts.cend(), 0));
    for (const JobGroup group : allJobGroups) {
        const auto number = static_cast<std::size_t>(group);
        setText(m_chips.at(static_cast<qsizetype>(number)), groupTitle(group), counts.at(number));
    }
}

void StatusChips::setGroup(std::optional<JobGroup> group)
{
    m_group = group;
    m_all->setChecked(!group);
    for (const JobGroup each : allJobGroups)
        m_chips.at(static_cast<qsizetype>(each))->setChecked(group == each);
}

QToolButton *StatusChips::makeChip(const QString &name)
{
    auto *chip = new QToolButton(this);
    chip->setObjectName(name);
    chip->setCheckable(true);
    chip->setAutoRaise(true);
    chip->setFocusPolicy(Qt::StrongFocus);
    QFont font = chip->font();
    font.setFeature("tnum", 1);
    chip->setFont(font);
    layout()->addWidget(chip);
    return chip;
}

void StatusChips::choose(std::optional<JobGroup> group)
{
    setGroup(group); // also when it was this one: the click has turned the button
    Q_EMIT groupChosen();
}

void StatusChips::setText(QToolButton *chip, const QString &title, int count)
{
    const QString text = tr("%1 %2", "a status and how many jobs have it").arg(title, QLocale().toString(count));
    if (chip->text() == text)
        return;
    chip->setText(text);
    chip->setAccessibleName(tr("%1, %n job(s)", nullptr, count).arg(title));
}

} // namespace ca::dashboard
