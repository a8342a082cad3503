#include "enginefields.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

#include "comboitems.h"

namespace ca::dashboard {

using namespace Qt::StringLiterals;

EngineFields::EngineFields(QComboBox *engine, QWidget *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_image(makeLine(u"image"_s, parent))
    , m_runtime(makeLine(u"runtime"_s, parent))
{
    m_image->setToolTip(tr("What Docker or Podman makes the sandbox from. With the automatic choice, a name here means "
                           "one of them."));
    m_runtime->setToolTip(tr("How Docker or Podman runs it, if not as usual: runsc (gVisor), kata"));
    connect(engine, &QComboBox::currentIndexChanged, this, &EngineFields::updateFields);
    setEngines({}, {});
}

QLineEdit *EngineFields::makeLine(const QString &name, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(name);
    connect(line, &QLineEdit::textChanged, this, &EngineFields::changed);
    return line;
}

void EngineFields::setEngines(const QList<EngineStatus> &engines, const QString &standardImage)
{
    const QString chosen = m_engine->currentData().toString();
    m_standardImage = standardImage;
    const QSignalBlocker blocker(m_engine);
    m_engine->clear();
    m_engine->addItem(tr("Automatic"), u"auto"_s);
    for (const EngineStatus &engine : engines) {
        if (engine.problem.isEmpty())
            m_engine->addItem(engine.name, engine.name);
        else
            addDisabledItem(m_engine, tr("%1 (not here)").arg(engine.name), engine.name, engine.problem);
    }
    if (!chosen.isEmpty() && m_engine->findData(chosen) < 0)
        m_engine->addItem(chosen, chosen);
    selectData(m_engine, chosen);
    updateFields();
}

void EngineFields::updateFields()
{
    const QString engine = m_engine->currentData().toString();
    const bool mayHaveImage = engine == "auto"_L1 || hasImages(engine);
    for (QLineEdit *line : {m_image, m_runtime})
        line->setEnabled(mayHaveImage);
    m_image->setPlaceholderText(hasImages(engine) ? m_standardImage : tr("None"));
    m_runtime->setPlaceholderText(mayHaveImage ? tr("The usual one") : tr("None"));
}

void EngineFields::applyTo(JobRequest &request) const
{
    request.engine = m_engine->currentData().toString();
    request.image = m_image->isEnabled() ? m_image->text().trimmed() : QString();
    request.runtime = m_runtime->isEnabled() ? m_runtime->text().trimmed() : QString();
}

void EngineFields::setRequest(const JobRequest &request)
{
    if (m_engine->findData(request.engine) < 0)
        m_engine->addItem(request.engine, request.engine);
    selectData(m_engine, request.engine);
    m_image->setText(request.image);
    m_runtime->setText(request.runtime);
}

} // namespace ca::dashboard
