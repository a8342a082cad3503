#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>

namespace ca {

enum class SettingType : std::uint8_t {
    WholeNumber,
    Number,
    Folder,
    ListenAddress,
    Choice,
    Names,   ///< some of the choices, in an order: "gemini, openai"
    Address, ///< of a server: "https://example.org/v1"
    Text,    ///< one line
    Headers, ///< "Name: value; Name: value"
    Secret,
    HostList, ///< "example.org, *.example.org:8443"
    ProxyUrl,
    Port, ///< a number, 0 for any, or "off"
};

/// What a setting belongs to; help and README show the groups one after the other.
enum class SettingGroup : std::uint8_t { Program, Providers, JobLimits };

/// One setting: what it is called, what fits, and what it means. A row of settingTable().
struct Setting
{
    /// The environment variable, and the key in files.
    QString name;
    /// On the command line, without the dashes. Empty where there is none: others can read command lines, so secrets
    /// are not given there.
    QString option = {};
    /// What stands for the value in help: "ADDRESS:PORT".
    QString valueName;
    SettingType type = SettingType::WholeNumber;
    SettingGroup group = SettingGroup::Program;
    /// The value when nobody sets one, or where it is computed, what it is: "number of cores".
    QString defaultText = {};
    /// Computes the value when nobody sets one; nullptr: it is defaultText.
    QString (*computeDefault)() = nullptr;
    /// A sentence.
    QString meaning;
    /// Of numbers, both included; of a Secret, the least length.
    double least = 0;
    double most = 0;
    /// Of a Choice and of Names.
    QStringList choices = {};
    /// What several settings of the same kind are called together: "NAME_MODEL". Help and README show them as one.
    QString pattern = {};

    [[nodiscard]] bool isNumber() const { return type == SettingType::WholeNumber || type == SettingType::Number; }
    /// Its value may hold a secret and is shown to nobody.
    [[nodiscard]] bool isSecret() const
    {
        return type == SettingType::Secret || type == SettingType::Headers || type == SettingType::ProxyUrl;
    }
    [[nodiscard]] QString defaultValue() const { return computeDefault != nullptr ? computeDefault() : defaultText; }
    /// Whether a text that somebody gave fits.
    [[nodiscard]] bool accepts(const QString &text) const;
    /// What fits, for "it must be …": "a whole number from 1 to 1024".
    [[nodiscard]] QString expectation() const;
};

/// The parts of a setting of the type Names.
QStringList splitNames(const QString &text);

/// What an API token must at least have; one that can be guessed is no lock.
inline constexpr qsizetype minTokenLength = 16;

} // namespace ca
