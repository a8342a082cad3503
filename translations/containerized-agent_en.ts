<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_US">
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobTexts</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromptTexts</name>
    <message numerus="yes">
        <source>Ready to run: %n step(s).</source>
        <translation>
            <numerusform>Ready to run: %n step.</numerusform>
            <numerusform>Ready to run: %n steps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ca::dashboard::QuitQuestion</name>
    <message numerus="yes">
        <source>%n job(s) still running</source>
        <translation>
            <numerusform>%n job still running</numerusform>
            <numerusform>%n jobs still running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting job(s) will run after the next start.</source>
        <translation>
            <numerusform>%n waiting job will run after the next start.</numerusform>
            <numerusform>%n waiting jobs will run after the next start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n job(s) and quit</source>
        <translation>
            <numerusform>Cancel %n job and quit</numerusform>
            <numerusform>Cancel %n jobs and quit</numerusform>
        </translation>
    </message>
</context>
</TS>
