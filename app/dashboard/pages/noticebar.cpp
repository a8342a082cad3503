#include "noticebar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "metrics.h"

namespace ca::dashboard {

namespace {

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_symbolLabel(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText); // sentences may hold what a job printed
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::ClickFocus);
    m_button->setObjectName(QStringLiteral("noticeButton"));
    m_button->setAutoDefault(false);
    m_button->hide();
    m_symbolLabel->setFixedWidth(symbolSize);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_symbolLabel, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button, 0, Qt::AlignVCenter);
    setAutoFillBackground(true);
    connect(m_button, &QPushButton::clicked, this, &NoticeBar::buttonClicked);
}

void NoticeBar::setNotice(Symbol symbol, Accent accent, const QString &text, const QString &button)
{
    m_symbol = symbol;
    m_accent = accent;
    m_text->setText(text);
    m_text->setAccessibleName(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    updateColors();
    setVisible(true);
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        updateColors();
}

void NoticeBar::updateColors()
{
    const QPalette outer = parentWidget()->palette();
    const QColor color = accentColor(m_accent, outer);
    m_symbolLabel->setPixmap(symbolPixmap(m_symbol, color, symbolSize, devicePixelRatioF()));
    QPalette own = outer;
    own.setColor(QPalette::Window, tinted(outer.color(QPalette::Window), color));
    setPalette(own);
}

} // namespace ca::dashboard
