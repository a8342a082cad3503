#include "messagepage.h"

#include <QEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "accents.h"
#include "centeredcolumn.h"
#include "pagefonts.h"

namespace ca::dashboard {

namespace {

constexpr int bigSymbol = 48;
constexpr int messageWidth = 520;

} // namespace

MessagePage::MessagePage(QWidget *parent)
    : QWidget(parent)
    , m_symbolLabel(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_busy(new QProgressBar(this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("messagePage"));
    m_title->setObjectName(QStringLiteral("messageTitle"));
    m_text->setObjectName(QStringLiteral("messageText"));
    m_button->setObjectName(QStringLiteral("messageButton"));
    m_title->setFont(headingFont(m_title->font()));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QLabel *label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
    }
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedWidth(messageWidth / 3);
    m_busy->setAccessibleName(tr("Working"));
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->addWidget(m_symbolLabel, 0, Qt::AlignHCenter);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    centerColumn(this, column, messageWidth);
    m_busy->hide();
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &MessagePage::buttonClicked);
}

void MessagePage::showBusy(const QString &title, const QString &text)
{
    setTexts(title, text);
    m_symbolLabel->hide();
    m_button->hide();
    m_busy->show();
}

void MessagePage::showOffer(const QString &title, const QString &text, const QString &button)
{
    setTexts(title, text);
    m_symbolLabel->hide();
    m_busy->hide();
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

void MessagePage::showFault(const QString &title, const QString &text, const QString &button)
{
    setTexts(title, text);
    updateColors();
    m_symbolLabel->show();
    m_busy->hide();
    m_button->setText(button);
    m_button->show();
    m_button->setFocus();
}

void MessagePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        updateColors();
}

void MessagePage::setTexts(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
}

void MessagePage::updateColors()
{
    const QColor color = accentColor(Accent::Failure, palette());
    m_symbolLabel->setPixmap(symbolPixmap(Symbol::Warning, color, bigSymbol, devicePixelRatioF()));
}

} // namespace ca::dashboard
