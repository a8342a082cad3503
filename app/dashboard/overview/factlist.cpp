#include "factlist.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <algorithm>
#include <utility>

#include "accents.h"

namespace ca::dashboard {

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("facts"));
    m_grid->setContentsMargins({});
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(m_grid->horizontalSpacing() * 2);
}

void FactList::setGroups(const QList<FactGroup> &groups)
{
    if (groups == m_groups)
        return;
    if (!hasSameShape(groups)) {
        rebuild(groups);
        return fit();
    }
    m_groups = groups;
    qsizetype next = 0;
    for (const FactGroup &group : groups) {
        for (const Fact &fact : group.facts) {
            Row &row = m_rows[next++];
            if (row.fact != fact)
                setValue(row.value, fact);
            row.fact = fact;
        }
    }
    fit();
}

void FactList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FactList::fit()
{
    m_grid->activate();
    setMinimumHeight(m_grid->hasHeightForWidth() ? m_grid->heightForWidth(width()) : 0);
}

bool FactList::hasSameShape(const QList<FactGroup> &groups) const
{
    const auto isSameFact = [](const Fact &one, const Fact &other) {
        return one.label == other.label && one.kind == other.kind;
    };
    return std::ranges::equal(groups, m_groups, [&](const FactGroup &one, const FactGroup &other) {
        return one.heading == other.heading && std::ranges::equal(one.facts, other.facts, isSameFact);
    });
}

void FactList::rebuild(const QList<FactGroup> &groups)
{
    for (QWidget *widget : std::as_const(m_widgets)) {
        widget->hide();
        widget->deleteLater(); // it may be what was clicked
    }
    m_widgets.clear();
    m_rows.clear();
    m_groups = groups;
    int row = 0;
    for (const FactGroup &group : groups) {
        auto *heading = new QLabel(group.heading, this);
        QFont bold = heading->font();
        bold.setWeight(QFont::DemiBold);
        heading->setFont(bold);
        heading->setContentsMargins(0, row > 0 ? m_grid->verticalSpacing() : 0, 0, 0);
        m_grid->addWidget(heading, row++, 0, 1, 2);
        m_widgets.append(heading);
        for (const Fact &fact : group.facts)
            m_rows.append({.fact = fact, .value = addFact(fact, row++)});
    }
    m_grid->setRowStretch(std::exchange(m_lastRow, row), 0);
    m_grid->setRowStretch(row, 1);
}

QLabel *FactList::addFact(const Fact &fact, int row)
{
    auto *label = new QLabel(fact.label, this);
    QPalette lighter = label->palette();
    lighter.setColor(QPalette::WindowText, secondaryText(palette()));
    label->setPalette(lighter);
    auto *value = new QLabel(this);
    value->setObjectName(QStringLiteral("fact"));
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard |
                                   Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    value->setFocusPolicy(fact.kind == Fact::Kind::Link ? Qt::StrongFocus : Qt::ClickFocus);
    label->setBuddy(value);
    if (fact.kind == Fact::Kind::Code)
        value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(value, &QLabel::linkActivated, this, &FactList::linkClicked);
    setValue(value, fact);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(value, row, 1);
    m_widgets.append({label, value});
    return value;
}

void FactList::setValue(QLabel *label, const Fact &fact)
{
    if (fact.kind == Fact::Kind::Link) {
        label->setTextFormat(Qt::RichText);
        label->setText(
            QStringLiteral("<a href=\"%1\">%2</a>").arg(fact.target.toHtmlEscaped(), fact.text.toHtmlEscaped()));
    } else {
        label->setTextFormat(Qt::PlainText); // may be what a model or a sandbox said
        label->setText(fact.text);
    }
    label->setToolTip(fact.tip);
    label->setAccessibleName(fact.label + QStringLiteral(": ") + fact.text);
}

} // namespace ca::dashboard
