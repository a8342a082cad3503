#include "viewprobe.h"

#include <QImage>
#include <QTest>
#include <memory>

#include "viewframe.h"

namespace ca::dashboard {

ViewProbe::ViewProbe(ViewFrame &frame)
    : m_frame(frame)
{
}

QVariant ViewProbe::run(const QString &script)
{
    const auto answer = std::make_shared<std::optional<QVariant>>(); // may come when nobody waits any more
    m_frame.viewer().run(script, [answer](const QVariant &value) { *answer = value; });
    static_cast<void>(QTest::qWaitFor([&] { return answer->has_value(); }, 20'000));
    return answer->value_or(QVariant());
}

QColor ViewProbe::ground()
{
    const QString data = run(QStringLiteral("desktop.picture()")).toString();
    const QImage picture = QImage::fromData(QByteArray::fromBase64(data.section(u',', 1).toLatin1()), "PNG");
    return picture.isNull() ? QColor() : picture.pixelColor(picture.width() / 3, picture.height() / 3);
}

void ViewProbe::type(const QString &text)
{
    QWidget *page = m_frame.viewer().widget();
    QWidget *input = page->focusProxy() != nullptr ? page->focusProxy() : page;
    QTest::mouseMove(input, input->rect().center());
    QTest::mouseClick(input, Qt::LeftButton, {}, input->rect().center());
    QTest::keyClicks(input, text);
    QTest::keyClick(input, Qt::Key_Return);
}

} // namespace ca::dashboard
